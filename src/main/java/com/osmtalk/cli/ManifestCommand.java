package com.osmtalk.cli;

import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.ToolReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what tools/list answers, or the reference of all tools. */
@Command(
        name = "manifest",
        description = "Print the MCP tools with their schemas, as tools-manifest.json has the standard ones.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class ManifestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--markdown", description = "Print the reference of all tools instead, as docs/tools.md has it.")
    private boolean markdown;

    @Option(
            names = "--settings",
            description = "Print the reference of all settings instead, as docs/settings.md has it.")
    private boolean settings;

    @Override
    public void run() {
        spec.commandLine().getOut().print(text());
    }

    private String text() {
        if (settings) {
            return SettingReference.markdown();
        }
        ToolOptions tools = new ToolOptions(OsmTalkCommand.settings(spec));
        tools.callsPerMinute();
        return markdown ? ToolReference.markdown() : McpManifest.json(tools.choiceForReading());
    }
}
