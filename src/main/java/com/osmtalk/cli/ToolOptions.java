package com.osmtalk.cli;

import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tools assistants are offered, and how often; each option is an environment variable too. */
final class ToolOptions {
    private static final String PER_MINUTE = "OSMTALK_TOOL_CALLS_PER_MINUTE";
    private static final String CALLS_PER_MINUTE = "300";

    @Option(
            names = "--toolsets",
            paramLabel = "NAMES",
            description = "calls, insight, manage and campaigns, separated by commas, or all (OSMTALK_TOOLSETS;"
                    + " default: calls,insight).")
    @Nullable
    String toolsets;

    @Option(
            names = "--tools",
            paramLabel = "NAMES",
            description = "Tools beside those of --toolsets; without --toolsets, these alone (OSMTALK_TOOLS).")
    @Nullable
    String tools;

    @Option(
            names = "--exclude-tools",
            paramLabel = "NAMES",
            description = "Tools that nobody gets (OSMTALK_EXCLUDE_TOOLS).")
    @Nullable
    String excluded;

    @Option(
            names = "--tool-calls-per-minute",
            paramLabel = "N",
            defaultValue = CALLS_PER_MINUTE,
            description = "Tool calls of one key a minute (" + PER_MINUTE + "; default: " + CALLS_PER_MINUTE + ").")
    private int callsPerMinute;

    /** How many calls one key may make in a minute. */
    int callsPerMinute() {
        ServerOptions.requireAtLeastOne("--tool-calls-per-minute (" + PER_MINUTE + ")", callsPerMinute);
        return callsPerMinute;
    }

    /**
     * What was chosen.
     *
     * @param readOnly as the guard's option has it: one option for both
     * @throws UsageException for a name that is none
     */
    ToolChoice choice(boolean readOnly) {
        return checked(ToolChoice.of(toolsets, tools, excluded, readOnly));
    }

    /**
     * The same for who has no time to read a command line that has no options. What can't be counts as not said here: it is
     * told, and no tool does anything, when all settings are read.
     */
    static ToolChoice ofEnvironment() {
        try {
            return checked(ToolChoice.of(
                    variable("OSMTALK_TOOLSETS"),
                    variable("OSMTALK_TOOLS"),
                    variable("OSMTALK_EXCLUDE_TOOLS"),
                    Boolean.parseBoolean(variable("OSMTALK_READ_ONLY"))));
        } catch (UsageException toldLater) {
            return ToolChoice.STANDARD;
        }
    }

    /** How many calls one key may make in a minute, as {@link #ofEnvironment}. */
    static int callsPerMinuteOfEnvironment() {
        int usual = Integer.parseInt(CALLS_PER_MINUTE);
        try {
            int wanted = Environment.value(PER_MINUTE).map(Integer::valueOf).orElse(usual);
            return wanted < 1 ? usual : wanted;
        } catch (NumberFormatException toldLater) {
            return usual;
        }
    }

    private static String variable(String name) {
        return Environment.value(name).orElse("");
    }

    private static ToolChoice checked(ToolChoice choice) {
        try {
            Tools.definitions(choice);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--toolsets, --tools or --exclude-tools (OSMTALK_TOOLSETS, OSMTALK_TOOLS,"
                    + " OSMTALK_EXCLUDE_TOOLS): " + e.getMessage());
        }
        return choice;
    }
}
