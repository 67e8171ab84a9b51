package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

    private static final Map<String, String> CLIENT =
            Map.of("OSMTALK_API_KEY", "osm_any", "OSMTALK_API_URL", "http://127.0.0.1:9");

    /** For a command that runs for seconds: the second compiler would take half of the processor time. */
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void install() throws IOException {
        Path target = Files.createDirectories(folder.resolve("a program").resolve("target"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        jar = target.resolve("osmtalk.jar");
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            ProgramJar.write(
                    jar,
                    libraries.map(library -> "lib/" + library.getFileName()).toList());
        }
    }

    @Test
    void itRunsFromAnyFolderAndKnowsWhereItIs() throws Exception {
        Run doctor = run(Map.of("HOME", folder.toString()), BRIEF, "", "doctor");

        assertThat(doctor.exitCode).as(doctor.toString()).isZero();
        assertThat(doctor.out).contains("ok    credits").doesNotContain("WARN");
        assertThat(run(Map.of("HOME", folder.toString()), BRIEF, "", "doctor", "--client", "cursor").out)
                .contains(folder.resolve("a program").resolve("osmtalk").toString());
    }

    /** The jar can't bring options for Java along: the program starts itself once more with them. */
    @Test
    void theSecondStartMapsWhatTheFirstOneHadPrepared() throws Exception {
        // Java 17 archives nothing of a program in a folder with a blank in its name
        Path target = Files.createDirectories(folder.resolve("program").resolve("target"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        Path program = Files.copy(jar, target.resolve("osmtalk.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        Map<String, String> environment = new HashMap<>(CLIENT);
        environment.put("HOME", folder.toString());

        Run mcp = run(program, environment, List.of(), HELLO, "mcp");
        assertThat(mcp.exitCode).as(mcp.toString()).isZero();
        assertThat(mcp.out.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jsonrpc\""));
        assertThat(mcp.err).isEmpty();
        Path start = target.resolve("start");
        Path archive = Waiting.until(
                Duration.ofMinutes(2), () -> archives(start).stream().findFirst());
        FileTime made = Files.getLastModifiedTime(archive);

        Process first = start(program, environment, List.of(), "mcp");
        OutputStream to = first.getOutputStream();
        to.write(HELLO.getBytes(StandardCharsets.UTF_8));
        to.flush();
        BufferedReader answers = first.inputReader(StandardCharsets.UTF_8);
        assertThat(answers.readLine()).startsWith("{\"jsonrpc\"");
        assertThat(answers.readLine()).startsWith("{\"jsonrpc\"");
        ProcessHandle second = first.children().findFirst().orElseThrow();
        assertThat(Path.of("/proc", Long.toString(second.pid()), "maps"))
                .content()
                .contains(archive.toString());
        to.close();
        assertThat(first.waitFor()).isZero();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    }

    /** Also where the assistant kills what it has started and keeps its input open. */
    @Test
    void noneOfTheTwoProcessesIsLeftWhenOneIsKilled() throws Exception {
        Map<String, String> environment = new HashMap<>(CLIENT);
        environment.put("HOME", folder.toString());
        for (boolean hard : List.of(true, false)) {
            Process first = start(jar, environment, List.of(), "mcp");
            first.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
            first.getOutputStream().flush();
            first.inputReader(StandardCharsets.UTF_8).readLine();
            ProcessHandle second = first.children().findFirst().orElseThrow();
            if (hard) {
                first.destroyForcibly();
            } else {
                first.destroy();
            }
            second.onExit().get(2, TimeUnit.MINUTES);
            first.waitFor();
        }
    }

    @Test
    void whoGivesJavaOptionsHasOneProcess() throws Exception {
        Map<String, String> environment = new HashMap<>(CLIENT);
        environment.put("HOME", folder.toString());
        Process only = start(jar, environment, List.of("-Xmx256m"), "mcp");
        only.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
        only.getOutputStream().flush();
        only.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(only.children()).isEmpty();
        only.getOutputStream().close();
        assertThat(only.waitFor()).isZero();
    }

    /** The launcher and the program decide the same, each where it has to. */
    @Test
    void theLauncherGivesTheSameOptions() throws Exception {
        String launcher = Files.readString(Path.of("osmtalk"));
        for (boolean isClient : List.of(true, false)) {
            assertThat(QuickStart.options(isClient))
                    .allSatisfy(option -> assertThat(launcher).contains(option));
        }
        assertThat(Files.readString(Path.of("osmtalk.cmd"))).doesNotContain("-XX");
    }

    private static List<Path> archives(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("jar-.*\\.jsa"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java reads names by the locale, once, as it starts: it is started again with one. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL", "LANG"})
    void aHomeOfOtherLettersIsReadWithoutALocale(String variable) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "Linux");
        Map<String, String> none = Map.of("HOME", folder.resolve("Jürgen").toString(), variable, "C");
        Run doctor = run(none, BRIEF, "", "doctor");
        assertThat(doctor.exitCode).as(doctor.toString()).isZero();
        assertThat(doctor.out)
                .contains(
                        "ok    configuration: ",
                        folder.resolve("Jürgen/.osmtalk").toString());

        assertThat(run(none, BRIEF, "", "nonsense").exitCode)
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
                BRIEF,
                "",
                "keys",
                "list",
                "--home",
                home.toString());
        assertThat(keys.exitCode).as(keys.toString()).isZero();
        assertThat(home.resolve("osmtalk.db")).exists();
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run run(Map<String, String> environment, List<String> options, String in, String... arguments)
            throws Exception {
        return run(jar, environment, options, in, arguments);
    }

    private static Run run(
            Path program, Map<String, String> environment, List<String> options, String in, String... arguments)
            throws Exception {
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(program, environment, options, err, arguments);
        try (OutputStream to = process.getOutputStream()) {
            to.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            throw new UncheckedIOException(Files.readString(err), ended);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private static Process start(
            Path program, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException {
        return start(program, environment, options, Files.createTempFile(folder, "err", ""), arguments);
    }

    private static Process start(
            Path program, Map<String, String> environment, List<String> options, Path err, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectError(err.toFile()).start();
    }
}
