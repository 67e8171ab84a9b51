package com.osmtalk.cli;

import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.ToolReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ToolOptions tools;

    @Option(names = "--markdown", description = "Print the reference of all tools instead, as docs/tools.md has it.")
    private boolean markdown;

    @Override
    public void run() {
        spec.commandLine().getOut().print(markdown ? ToolReference.markdown() : McpManifest.json(tools.choice(false)));
    }
}
