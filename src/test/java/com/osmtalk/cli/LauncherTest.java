package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher starts a program quickly, from an archive that it makes behind a start that has none. The program here
 * is a small one in a folder of its own, {@link Greeting}.
 */
class LauncherTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    private Path temporary;

    private Path home;
    private Path cache;
    private String path = System.getenv("PATH");

    @BeforeEach
    void install() throws IOException {
        cache = temporary.resolve("cache");
        installIn("program");
    }

    private void installIn(String folder) throws IOException {
        home = temporary.resolve(folder);
        Greeting.install(home);
    }

    @Test
    void theNextStartMapsWhatTheFirstOneHadPrepared() throws Exception {
        assertThat(mapped(start("mcp"))).isFalse();
        awaitArchive();

        Run second = start("mcp");

        assertThat(mapped(second)).isTrue();
        assertThat(second.out).isEqualTo("hello mcp in " + temporary + "\n");
        assertThat(second.err).isEmpty();
    }

    @Test
    void aFolderMayHaveAnyName() throws Exception {
        installIn("a program's 100 % folder");

        assertThat(mapped(start("mcp"))).isFalse();
        awaitArchive();

        // before 24, Java maps nothing of a jar whose path has a space in it
        assertThat(mapped(start("mcp"))).isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    void aServerIsLeftToOptimiseItself() throws Exception {
        start("mcp");
        awaitArchive();

        assertThat(mapped(start("serve"))).isFalse();
    }

    @Test
    void whenTheJarHasChangedTheArchiveIsMadeAgain() throws Exception {
        start("mcp");
        Path archive = awaitArchive();
        FileTime made = Files.getLastModifiedTime(archive);
        Path jar = Greeting.writeJar(home);
        // older than the archive, as one from elsewhere may be
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(mapped(start("mcp"))).isFalse();

        Waiting.untilTrue(LIMIT, () -> !modified(archive).equals(made) && isDone());
        assertThat(mapped(start("mcp"))).isTrue();
    }

    @Test
    void whenTheFolderHasMovedTheArchiveIsMadeAgain() throws Exception {
        start("mcp");
        FileTime made = Files.getLastModifiedTime(awaitArchive());
        home = Files.move(home, temporary.resolve("elsewhere"));

        start("mcp");

        Waiting.untilTrue(LIMIT, () -> !modified(archives().get(0)).equals(made) && isDone());
        assertThat(mapped(start("mcp"))).isTrue();
    }

    @Test
    void twoThatStartAtOnceBothRunAndLeaveOneArchive() throws Exception {
        Process one = launch(List.of(), "mcp");
        Process other = launch(List.of(), "mcp");

        assertThat(Run.of(one).out).isEqualTo("hello mcp in " + temporary + "\n");
        assertThat(Run.of(other).out).isEqualTo("hello mcp in " + temporary + "\n");
        awaitArchive();
        assertThat(mapped(start("mcp"))).isTrue();
    }

    /** An assistant may wait for the end of what it reads, not only for the process. */
    @Test
    void nobodyWaitsForTheArchiveToBeMade() throws Exception {
        Path slow = Files.createDirectories(temporary.resolve("slow"));
        Path go = slow.resolve("go");
        Path went = slow.resolve("went");
        Path nice = Files.writeString(slow.resolve("nice"), """
                #!/bin/sh
                for _ in $(seq 200); do [ -e '%s' ] && break; sleep 0.1; done
                : >'%s'
                shift 2
                exec "$@"
                """.formatted(go, went));
        Files.setPosixFilePermissions(nice, PosixFilePermissions.fromString("rwxr-xr-x"));
        path = slow + ":" + path;

        Run first = start("mcp");

        assertThat(first.out).isEqualTo("hello mcp in " + temporary + "\n");
        assertThat(went).doesNotExist();
        Files.createFile(go);
        awaitArchive();
        assertThat(mapped(start("mcp"))).isTrue();
    }

    @Test
    void anArchiveThatIsBrokenIsInNobodysWay() throws Exception {
        start("mcp");
        Path archive = awaitArchive();
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        Run run = start("mcp");

        assertThat(run.out).isEqualTo("hello mcp in " + temporary + "\n");
        assertThat(run.err).isEmpty();
    }

    @Test
    void whereNothingCanBeWrittenTheArchiveIsInTheUsersCache() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")));
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(Files.createDirectories(cache), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(mapped(Run.of(launch(AS_NOBODY, "mcp")))).isFalse();
        Path archive = awaitArchive();

        assertThat(archive).startsWith(cache);
        assertThat(mapped(Run.of(launch(AS_NOBODY, "mcp")))).isTrue();
    }

    @Test
    void whereNothingCanBeWrittenAtAllItStartsWithout() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")));
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));

        Run run = Run.of(launch(AS_NOBODY, "mcp"));

        assertThat(run.out).isEqualTo("hello mcp in " + temporary + "\n");
        assertThat(run.err).isEmpty();
    }

    /** Whether the program's own class came out of an archive. */
    private boolean mapped(Run run) {
        assertThat(run.exitCode).as(run.err).isZero();
        return run.loading.stream()
                .filter(line -> line.contains(Greeting.class.getName()))
                .anyMatch(line -> line.contains("shared objects file"));
    }

    private Run start(String... arguments) throws Exception {
        return Run.of(launch(List.of(), arguments));
    }

    /** With a log of the classes on standard output's end, from which {@link Run} takes it. */
    private Process launch(List<String> through, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(through);
        command.add(home.resolve("osmtalk").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        path,
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "XDG_CACHE_HOME",
                        cache.toString(),
                        "OSMTALK_JAVA_OPTS",
                        "-Xlog:class+load:stdout"));
        return builder.start();
    }

    private Path awaitArchive() {
        return Waiting.until(LIMIT, () -> isDone() ? archives().stream().findFirst() : Optional.empty());
    }

    /** Nobody trains, and nothing is left lying about. */
    private boolean isDone() {
        return made().noneMatch(file -> file.toString().contains(".training")
                        || file.getFileName().toString().endsWith(".turn"))
                && archives().size() == 1;
    }

    private List<Path> archives() {
        return made().filter(file -> file.getFileName().toString().endsWith(".note"))
                .map(note -> Path.of(note.toString().replaceAll("\\.note$", "")))
                .filter(Files::exists)
                .toList();
    }

    private Stream<Path> made() {
        List<Path> made = new ArrayList<>();
        for (Path folder : List.of(home.resolve("target/start"), cache)) {
            try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
                files.forEach(made::add);
            } catch (IOException | UncheckedIOException goneMeanwhile) {
                made.add(folder.resolve(".training"));
            }
        }
        return made.stream();
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** A program that has ended; the log of classes is kept apart from what it said itself. */
    private record Run(int exitCode, String out, String err, List<String> loading) {
        static Run of(Process process) throws Exception {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = out.lines().toList();
            return new Run(
                    process.waitFor(),
                    lines.stream()
                            .filter(line -> !line.contains("[class,load]"))
                            .map(line -> line + "\n")
                            .reduce("", String::concat),
                    err,
                    lines.stream().filter(line -> line.contains("[class,load]")).toList());
        }
    }
}
