package com.osmtalk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The program as an MCP bundle: a ZIP archive with a manifest, the launcher, the jars and a Java runtime with no more
 * in it than they need.
 *
 * @see <a href="https://github.com/anthropics/mcpb/blob/main/MANIFEST.md">the format</a>
 */
final class Bundle {
    /** What the program needs of Java; the bundle's own test places a call with it. */
    private static final List<String> MODULES = List.of(
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "jdk.crypto.ec",
            "jdk.net",
            "jdk.unsupported");

    private final Path program;
    private final Path content;

    private Bundle(Path program) {
        this.program = program;
        this.content = program.resolve("target/bundle");
    }

    static Bundle of(Path program) {
        return new Bundle(program);
    }

    /** The operating system this runs on, as bundles name it. */
    static String platform() {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> "win32";
            case MAC -> "darwin";
            case OTHER -> "linux";
        };
    }

    /** @return the bundle's file, in {@code target} */
    Path make() throws IOException, InterruptedException {
        if (Files.exists(content)) {
            TemporaryFolder.delete(content);
        }
        Files.createDirectories(content.resolve("target/lib"));
        copy("osmtalk");
        copy("osmtalk.cmd");
        copy("LICENSE");
        copy("target/osmtalk.jar");
        try (Stream<Path> jars = Files.list(program.resolve("target/lib"))) {
            for (Path jar : jars.toList()) {
                copy("target/lib/" + jar.getFileName());
            }
        }
        addJava();
        Files.writeString(content.resolve("manifest.json"), manifest());
        return zip();
    }

    /** Writes what the registry wants to know of a bundle that is published at an address. @return the file */
    Path describeForRegistry(Path bundle, URI url) throws IOException {
        ObjectNode server =
                (ObjectNode) Json.MAPPER.readTree(program.resolve("server.json").toFile());
        ObjectNode published =
                server.put("version", Version.number()).putArray("packages").addObject();
        published
                .put("registryType", "mcpb")
                .put("identifier", url.toString())
                .put("version", Version.number())
                .put("fileSha256", sha256(bundle))
                .putObject("transport")
                .put("type", "stdio");
        published
                .putArray("environmentVariables")
                .addObject()
                .put("name", "OSMTALK_API_KEY")
                .put("description", "Calls are placed and paid with its account; without, calls are simulated.")
                .put("isRequired", false)
                .put("isSecret", true);
        Path file = program.resolve("target/server.json");
        Files.writeString(file, server.toPrettyString() + "\n");
        return file;
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(String file) throws IOException {
        Files.copy(program.resolve(file), content.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void addJava() throws IOException, InterruptedException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new UsageException("A bundle needs a JDK to make its Java with; "
                        + System.getProperty("java.home") + " is not one."));
        StringWriter said = new StringWriter();
        Path java = content.resolve("java");
        PrintWriter out = new PrintWriter(said, true);
        int exitCode = jlink.run(
                out,
                out,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                java.toString());
        if (exitCode != 0) {
            throw new IllegalStateException("the bundle's Java could not be made: " + said);
        }
        // without the archive of Java's own classes it starts at half the speed, and takes none of ours
        Process dump = new ProcessBuilder(java.resolve("bin/java").toString(), "-Xshare:dump")
                .redirectErrorStream(true)
                .start();
        dump.getInputStream().readAllBytes();
        if (dump.waitFor() != 0) {
            throw new IllegalStateException("the archive of the bundle's Java could not be made");
        }
    }

    private String manifest() throws IOException {
        try (InputStream file = Bundle.class.getResourceAsStream("bundle-manifest.json")) {
            ObjectNode manifest = (ObjectNode) Json.MAPPER.readTree(Objects.requireNonNull(file));
            ((ObjectNode) manifest.get("compatibility")).putArray("platforms").add(platform());
            return manifest.toPrettyString() + "\n";
        }
    }

    /** With the files' permissions: the launcher and Java stay executable. */
    private Path zip() throws IOException {
        Path file = program.resolve("target/osmtalk-mcp-" + Version.number() + "-" + platform() + "-"
                + System.getProperty("os.arch") + ".mcpb");
        UnixZip.pack(content, file);
        return file;
    }
}
