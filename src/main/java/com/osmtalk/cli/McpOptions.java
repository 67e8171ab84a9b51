package com.osmtalk.cli;

import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import picocli.CommandLine.Mixin;

/** All that {@code mcp} is told: which API or bundled server it talks to, its tools, and what their calls are held to. */
final class McpOptions {
    @Mixin
    private ClientOptions client;

    @Mixin
    private ServerOptions server;

    @Mixin
    private GuardOptions guard;

    @Mixin
    private ToolOptions tools;

    /** Opened only where all settings are in order: with rules that nobody can read, no tool does anything. */
    Connection connection() {
        StandardError.requireLevel();
        rules();
        choice();
        callsPerMinute();
        return Connection.open(client, server);
    }

    /** What the calls of tools are held to. */
    GuardSettings rules() {
        return guard.settings(server.homeFolder());
    }

    ToolChoice choice() {
        return tools.choice(guard.readOnly);
    }

    /** How many tools one key may call in a minute. */
    int callsPerMinute() {
        return tools.callsPerMinute();
    }
}
