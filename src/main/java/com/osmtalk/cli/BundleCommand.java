package com.osmtalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the file that an assistant installs at a click: this program with a Java of its own. */
@Command(
        name = "bundle",
        description = {
            "Make an MCP bundle (.mcpb) for this operating system in target/: the program with a Java of its own.",
            "An assistant such as Claude Desktop installs it at a click; its user needs no Java. Needs a JDK."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class BundleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the bundle will be published; makes target/server.json for the MCP registry as well.")
    @Nullable
    String url;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bundle bundle = Bundle.of(Installation.folder()
                .orElseThrow(
                        () -> new UsageException("Run ./osmtalk bundle: the bundle is made of what was built there.")));
        Path file = bundle.make();
        PrintWriter out = spec.commandLine().getOut();
        out.println(file);
        out.println("  size    " + Files.size(file) / (1024 * 1024) + " MB, for " + Bundle.platform());
        out.println("  sha256  " + Bundle.sha256(file));
        if (url != null) {
            out.println(bundle.describeForRegistry(file, WebAddress.of("--url", url)));
        }
        return 0;
    }
}
