package com.osmtalk.cli;

import com.osmtalk.mcp.McpManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what tools/list answers. */
@Command(
        name = "manifest",
        description = "Print the MCP tools with their schemas, as tools-manifest.json has them.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class ManifestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(McpManifest.json());
    }
}
