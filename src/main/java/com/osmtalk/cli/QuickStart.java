package com.osmtalk.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gives {@code java -jar target/osmtalk.jar mcp} what the launcher {@code ./osmtalk} gives it: Java's options for a
 * quick start, and an archive of classes. A jar can't bring these along, since its manifest has no place for them and
 * Java reads them before anything of the program. So the program starts itself once more with them, in a second Java
 * that has the first one's input and output: a first one that does no more than this costs far less than loading all
 * classes without an archive (measured: docs/performance.md).
 *
 * <p>Only for {@code mcp}, where an assistant waits at every start. Who gives Java options has decided how it runs and
 * gets one process; so have the launcher and the second Java, which say so by {@link #STARTED_BY}.
 */
final class QuickStart {
    /** The system property by which a start says that it has its options: {@code launcher}, or who waits for it. */
    static final String STARTED_BY = "osmtalk.startedBy";

    /** Where an archive is missing, it is made when the assistant has its first answers, so that it need not share. */
    private static final long SECONDS_UNTIL_TRAINING = 10;

    /** Java's own warnings go to standard output where nobody says otherwise. */
    private static final List<String> QUIET =
            List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=error:stderr");

    private static final List<String> QUICK =
            List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+IgnoreUnrecognizedVMOptions");

    private QuickStart() {}

    /**
     * Runs the same command with options for a quick start; empty where there is no need, or no way.
     *
     * @return the exit code of that process
     */
    static Optional<Integer> run(Map<String, String> environment, String... arguments) {
        endWithTheFirst(System.getProperty(STARTED_BY, ""));
        Optional<Path> jar = jar();
        if (!isWanted(arguments) || jar.isEmpty() || hasOptions()) {
            return Optional.empty();
        }
        boolean isClient =
                !environment.getOrDefault(Setting.API_KEY.variable(), "").isBlank();
        ClassArchive archive = ClassArchive.of(jar.get(), isClient, environment);
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options(isClient));
        command.addAll(archive.options());
        command.add("-D" + STARTED_BY + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-jar", jar.get().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder second = new ProcessBuilder(command).inheritIO();
        if (Utf8Restart.isNeeded(environment, arguments)) {
            second.environment().put(Utf8Restart.LOCALE_VARIABLE, Utf8Restart.LOCALE);
        }
        try {
            return Optional.of(wait(second.start(), archive, isClient));
        } catch (IOException noProcess) {
            return Optional.empty();
        }
    }

    /** What Java is told for a session with an assistant, but for the archive; the launcher says the same. */
    static List<String> options(boolean isClient) {
        List<String> options = new ArrayList<>(QUIET);
        options.addAll(QUICK);
        // why which: see the launcher
        options.add(
                isClient && Runtime.version().feature() < 24
                        ? "-XX:CompileThresholdScaling=3"
                        : "-XX:TieredStopAtLevel=1");
        if (!isClient) {
            options.addAll(List.of("-XX:-PrintWarnings", "-XX:-FlightRecorder"));
        }
        return options;
    }

    /** The program that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Arguments with other letters than ASCII may have been misread: those are handed on by {@link Utf8Restart}. */
    private static boolean isWanted(String... arguments) {
        return System.getProperty(STARTED_BY) == null
                && arguments.length > 0
                && arguments[0].equals("mcp")
                && Stream.of(arguments).allMatch(argument -> argument.chars().allMatch(letter -> letter < 127));
    }

    /** The jar that Java was started with; empty where it was started with a class. */
    private static Optional<Path> jar() {
        String classPath = System.getProperty("java.class.path", "");
        // where it is given a jar, this is the jar and the arguments
        boolean isOfJar = System.getProperty("sun.java.command", "").startsWith(classPath);
        return isOfJar && classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))
                ? Optional.of(Path.of(classPath).toAbsolutePath().normalize())
                : Optional.empty();
    }

    private static boolean hasOptions() {
        return !ManagementFactory.getRuntimeMXBean().getInputArguments().isEmpty();
    }

    private static int wait(Process second, ClassArchive archive, boolean isClient) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(second)));
        try {
            if (!archive.exists()) {
                second.waitFor(SECONDS_UNTIL_TRAINING, TimeUnit.SECONDS);
                archive.makeBehind(isClient);
            }
            return second.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void end(Process second) {
        second.destroy();
        try {
            second.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An assistant that kills the process it has started, and keeps its input open, leaves nothing behind. */
    private static void endWithTheFirst(String startedBy) {
        if (startedBy.matches("[0-9]+")) {
            ProcessHandle.of(Long.parseLong(startedBy))
                    .ifPresentOrElse(first -> first.onExit().thenRun(() -> System.exit(1)), () -> System.exit(1));
        }
    }

    /** Starts a process that nobody waits for and that says nothing. */
    static void startBehind(List<String> command) throws IOException {
        boolean isWindows = OperatingSystem.current() == OperatingSystem.WINDOWS;
        new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File(isWindows ? "NUL" : "/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
