package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program without its launcher, as it runs on Windows: {@code java -jar target/osmtalk.jar}. */
class JarTest {
    private static final String HELLO = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            """;

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void install() throws IOException {
        Path target = Files.createDirectories(folder.resolve("a program").resolve("target"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        jar = target.resolve("osmtalk.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            manifest.getMainAttributes()
                    .put(
                            Attributes.Name.CLASS_PATH,
                            libraries
                                    .map(library -> "lib/" + library.getFileName())
                                    .collect(Collectors.joining(" ")));
        }
        Path classes = Path.of("target/classes");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(file -> !file.equals(classes)).toList()) {
                boolean isFolder = Files.isDirectory(file);
                entries.putNextEntry(new JarEntry(classes.relativize(file) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(file, entries);
                }
            }
        }
    }

    @Test
    void itRunsFromAnyFolderAndKnowsWhereItIs() throws Exception {
        Run doctor = run(Map.of("HOME", folder.toString()), List.of(), "", "doctor");

        assertThat(doctor.exitCode).as(doctor.toString()).isZero();
        assertThat(doctor.out).contains("ok    credits").doesNotContain("WARN");
        assertThat(run(Map.of("HOME", folder.toString()), List.of(), "", "doctor", "--client", "cursor").out)
                .contains(folder.resolve("a program").resolve("osmtalk").toString());
    }

    /** Also what the script for Windows gives Java: nothing of it may come between an assistant and its answers. */
    @Test
    void anAssistantIsAnsweredWithTheOptionsOfTheScriptForWindows() throws Exception {
        List<String> options = options();
        assertThat(options).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

        for (int start = 0; start < 2; start++) {
            Run mcp = run(
                    Map.of(
                            "HOME",
                            folder.toString(),
                            "OSMTALK_API_KEY",
                            "osm_any",
                            "OSMTALK_API_URL",
                            "http://127.0.0.1:9"),
                    options,
                    HELLO,
                    "mcp");
            assertThat(mcp.exitCode).as(mcp.toString()).isZero();
            assertThat(mcp.out.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jsonrpc\""));
            assertThat(mcp.err).isEmpty();
        }
        assertThat(Files.exists(jar.resolveSibling("classes.jsa")))
                .isEqualTo(Runtime.version().feature() >= 19);
    }

    /** Java 17 and 18 don't keep an archive by themselves; made as the documentation says, it is used. */
    @Test
    void anArchiveThatWasMadeByHandIsUsedByTheScriptForWindows() throws Exception {
        assumeTrue(Runtime.version().feature() < 19, "newer ones make it");
        // Java 17 archives nothing of a program in a folder with a blank in its name
        Path target = Files.createDirectories(folder.resolve("program").resolve("target"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        Path program = Files.copy(jar, target.resolve("osmtalk.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        Path archive = target.resolve("classes.jsa");
        Map<String, String> home = Map.of("HOME", folder.toString());
        Run doctor = run(program, home, List.of("-XX:ArchiveClassesAtExit=" + archive), "", "doctor");
        assertThat(doctor.exitCode).as(doctor.toString()).isZero();
        assertThat(archive).exists();

        Path loaded = folder.resolve("loaded");
        List<String> options = new ArrayList<>();
        options().forEach(option -> options.add(option.replace(jar.getParent().toString(), target.toString())));
        options.add("-Xlog:class+load:file=" + loaded);
        Run mcp = run(program, home, options, HELLO, "mcp");
        assertThat(mcp.out.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jsonrpc\""));
        assertThat(Files.readString(loaded))
                .containsPattern("com\\.osmtalk\\.cli\\.Launch source: shared objects file \\(top\\)");
    }

    /** Java reads names by the locale, once, as it starts: it is started again with one. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL", "LANG"})
    void aHomeOfOtherLettersIsReadWithoutALocale(String variable) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "Linux");
        Map<String, String> none = Map.of("HOME", folder.resolve("Jürgen").toString(), variable, "C");
        Run doctor = run(none, List.of(), "", "doctor");
        assertThat(doctor.exitCode).as(doctor.toString()).isZero();
        assertThat(doctor.out)
                .contains(
                        "ok    configuration: ",
                        folder.resolve("Jürgen/.osmtalk").toString());

        assertThat(run(none, List.of(), "", "nonsense").exitCode)
                .as("of a wrong command")
                .isEqualTo(2);
        Run mcp = run(none, List.of("-Xshare:auto"), HELLO, "mcp");
        assertThat(mcp.exitCode).as(mcp.toString()).isZero();
        assertThat(mcp.out.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jsonrpc\""));
    }

    @Test
    void aHomeOfAnArgumentTooIsReadWithoutALocale() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "Linux");
        Path home = folder.resolve("Zoë's");
        Run keys = run(
                Map.of("HOME", folder.toString(), "LC_ALL", "POSIX"),
                List.of(),
                "",
                "keys",
                "list",
                "--home",
                home.toString());
        assertThat(keys.exitCode).as(keys.toString()).isZero();
        assertThat(home.resolve("osmtalk.db")).exists();
    }

    /** What osmtalk.cmd says to Java for {@code mcp}. */
    private static List<String> options() throws IOException {
        String script = Files.readString(Path.of("osmtalk.cmd"));
        return Pattern.compile("(?m)^(?:if \"%~1\"==\"mcp\" )?set QUICK=(.*)$")
                .matcher(script)
                .results()
                .filter(line -> line.group(1).contains("TieredStopAtLevel")
                        || line.group(1).contains("jsa"))
                .map(MatchResult::group)
                .flatMap(line ->
                        Pattern.compile("\"(-X[^\"]+)\"|(-X\\S+)").matcher(line).results())
                .map(option -> option.group().replace("\"", ""))
                .map(option -> option.replace("%~dp0target\\", jar.getParent() + "/"))
                .toList();
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run run(Map<String, String> environment, List<String> options, String in, String... arguments)
            throws Exception {
        return run(jar, environment, options, in, arguments);
    }

    private static Run run(
            Path program, Map<String, String> environment, List<String> options, String in, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder.redirectError(err.toFile()).start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            throw new UncheckedIOException(Files.readString(err), ended);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
