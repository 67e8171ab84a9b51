package com.osmtalk.cli;

import com.osmtalk.Main;
import com.osmtalk.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The program as a process of its own, as its users run it. */
final class Program implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What may be set where the tests run, and would change what the program does. */
    private static final Pattern OTHERS =
            Pattern.compile("(OSMTALK|OPENAI)_.*|(?i:HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private Program(Process process, boolean readOut) {
        this.process = process;
        if (readOut) {
            readers.add(collect(process.getInputStream(), out));
        }
        readers.add(collect(process.getErrorStream(), err));
    }

    /** The words that start it. */
    static List<String> command(String... arguments) {
        List<String> command = java();
        command.addAll(ProgramJar.options());
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Java as it suits a process that lives for seconds. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // the second compiler would take nearly half of the processor time, and repay none
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        return command;
    }

    static Program start(Map<String, String> environment, String... arguments) {
        return new Program(launch(environment, arguments), true);
    }

    /** One whose standard output the test reads itself. */
    static Program startRaw(Map<String, String> environment, String... arguments) {
        return new Program(launch(environment, arguments), false);
    }

    private static Process launch(Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().keySet().removeIf(name -> OTHERS.matcher(name).matches());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            // should a test fail before it closes the program, the program must not go on when the tests are over
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    /** The first line on standard output that is as wanted; waits for it. */
    String awaitOut(Predicate<String> wanted) {
        return Waiting.until(LIMIT, () -> {
            Optional<String> line = out.stream().filter(wanted).findFirst();
            if (line.isEmpty() && !process.isAlive()) {
                throw new AssertionError("the program ended; it said " + out + " and " + err);
            }
            return line;
        });
    }

    /** Ends it the hard way, as kill -9 does. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for its end. @return the exit code */
    int awaitExit() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program did not end; it said " + out + " and " + err);
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Thread collect(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException streamClosed) {
                // the process is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
