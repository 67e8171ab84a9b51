package com.osmtalk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts the program once more with a locale, where it was started by {@code java -jar} without one and names a folder
 * with other letters than ASCII: Java reads names of files by the character set of the locale, once, as it starts, and
 * MCP clients hand on little more than HOME and PATH. The launcher {@code ./osmtalk} sets a locale beforehand and costs
 * nothing; this costs a second Java, so it is done only where the names can't be read otherwise.
 *
 * <p>Java can neither replace its own process nor hand on arguments that it has not understood. So a shell does it:
 * {@code xargs} reads this process's command line from Linux as it was given, byte by byte. Other systems need none of
 * this: macOS names files in UTF-8 whatever the locale, Windows by its own setting, which no program can change.
 *
 * <p>A program in such a folder can't be helped: Java doesn't open the jar, and nothing of ours ever runs.
 */
final class Utf8Restart {
    static final String LOCALE = "C.UTF-8";
    static final String LOCALE_VARIABLE = "LC_ALL";
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /**
     * Standard output belongs to the program, so its exit code comes back on another descriptor: xargs has codes of its
     * own.
     */
    private static final String AGAIN = """
            exec 4>&1
            code=$(xargs -0 -a "/proc/$PPID/cmdline" /bin/sh -c '"$@" 3>&-; echo $? >&3' sh env "$0" 3>&1 >&4 4>&-)
            exit "${code:-1}"
            """;

    /** As Java names ASCII on Linux, and as others do. */
    private static final Set<String> ASCII = Set.of("ANSI_X3.4-1968", "US-ASCII", "ASCII", "646");

    private Utf8Restart() {}

    /**
     * Runs the same command in a process that can read its names; empty where there is no need, or no way.
     *
     * @return the exit code of that process
     */
    static Optional<Integer> run(Map<String, String> environment, String... arguments) {
        if (!isNeeded(environment, arguments) || !Files.isReadable(COMMAND_LINE)) {
            return Optional.empty();
        }
        try {
            // environment and streams are inherited as they are, not as Java has read them
            Process process = new ProcessBuilder("/bin/sh", "-c", AGAIN, LOCALE_VARIABLE + "=" + LOCALE)
                    .inheritIO()
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            return Optional.of(process.waitFor());
        } catch (IOException noShell) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(1);
        }
    }

    /** Whether there are names here that this Java can't have read. */
    static boolean isNeeded(Map<String, String> environment, String... arguments) {
        return isNeeded(System.getProperty("sun.jnu.encoding", ""), environment, arguments);
    }

    /** @param encoding by which Java reads names of files */
    static boolean isNeeded(String encoding, Map<String, String> environment, String... arguments) {
        return ASCII.contains(encoding)
                && !LOCALE.equals(environment.get(LOCALE_VARIABLE))
                && Stream.of(
                                Stream.of("HOME", "OSMTALK_HOME", "OSMTALK_CA_FILE", "TMPDIR")
                                        .map(name -> environment.getOrDefault(name, "")),
                                Stream.of(System.getProperty("user.dir", "")),
                                Stream.of(arguments))
                        .flatMap(names -> names)
                        .anyMatch(name -> name.chars().anyMatch(letter -> letter > 126));
    }

    /** Ends the last of the processes, which is Java; the others end with it. */
    private static void end(Process process) {
        process.descendants()
                .filter(each -> each.children().findAny().isEmpty())
                .forEach(ProcessHandle::destroy);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
