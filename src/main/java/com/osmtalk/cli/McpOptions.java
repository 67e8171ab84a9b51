package com.osmtalk.cli;

import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.Home;

/**
 * All that {@code mcp} is told: which API or bundled server it talks to, its tools, and what their calls are held to.
 */
final class McpOptions {
    private final Settings settings;

    McpOptions(Settings settings) {
        this.settings = settings;
    }

    /** Opened only where all settings are valid: with rules that nobody can read, no tool does anything. */
    ApiConnection connection() {
        StderrLogging.requireLevel(settings);
        network().install();
        rules();
        choice();
        callsPerMinute();
        return ApiConnection.open(new ClientOptions(settings), new ServerOptions(settings), this::rules);
    }

    /** How connections leave this machine. */
    NetworkOptions network() {
        return new NetworkOptions(settings);
    }

    /** Whether no account is named, so that the bundled server is used. */
    boolean needsBundledServer() {
        return new ClientOptions(settings).apiKey().isEmpty();
    }

    /** Whether nobody's phone rings whatever is called: on the bundled server, while no number has a trunk. */
    boolean simulatesEveryCall() {
        ServerOptions server = new ServerOptions(settings);
        try {
            return needsBundledServer() && Home.simulatesEveryCall(server.home(), server.databaseUrlIfValid());
        } catch (UsageException refusedLater) {
            return false;
        }
    }

    /** What the calls of tools are held to. */
    GuardSettings rules() {
        return new GuardOptions(settings).rules(new ServerOptions(settings).home());
    }

    ToolChoice choice() {
        return new ToolOptions(settings).choice();
    }

    /** The same, but the standard tools where the choice is invalid: {@link #connection} refuses it later. */
    ToolChoice choiceIfValid() {
        try {
            return choice();
        } catch (UsageException refusedLater) {
            return ToolChoice.STANDARD;
        }
    }

    /** How many tools one key may call in a minute. */
    int callsPerMinute() {
        return new ToolOptions(settings).callsPerMinute();
    }

    /** The same, but the default where the setting is invalid: {@link #connection} refuses it later. */
    int callsPerMinuteIfValid() {
        try {
            return callsPerMinute();
        } catch (UsageException refusedLater) {
            return Integer.parseInt(Setting.TOOL_CALLS_PER_MINUTE.defaultValue().orElseThrow());
        }
    }
}
