package com.osmtalk.cli;

import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;

/** Which tools assistants are offered, and how often they may call them. */
final class ToolOptions {
    private final Settings settings;

    ToolOptions(Settings settings) {
        this.settings = settings;
    }

    /** How many calls one key may make in a minute. */
    int callsPerMinute() {
        return settings.integer(Setting.TOOL_CALLS_PER_MINUTE, 1);
    }

    /**
     * The tools that were chosen.
     *
     * @throws UsageException for a name that no tool or toolset has
     */
    ToolChoice choice() {
        return choice(settings.isTrue(Setting.READ_ONLY));
    }

    /** The same where nothing is called, and so nothing forbidden: without regard to {@link Setting#READ_ONLY}. */
    ToolChoice choiceForReading() {
        return choice(false);
    }

    private ToolChoice choice(boolean readOnly) {
        ToolChoice choice = ToolChoice.of(
                settings.find(Setting.TOOLSETS).orElse(null),
                settings.find(Setting.TOOLS).orElse(null),
                settings.find(Setting.EXCLUDE_TOOLS).orElse(null),
                readOnly);
        try {
            Tools.definitions(choice);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    Setting.TOOLSETS + ", " + Setting.TOOLS + " or " + Setting.EXCLUDE_TOOLS + ": " + e.getMessage(),
                    e);
        }
        return choice;
    }
}
