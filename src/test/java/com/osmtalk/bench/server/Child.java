package com.osmtalk.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, and what the operating system knows of it. */
final class Child implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final double TICKS_A_SECOND = 100;

    private final Process process;
    private final URI url;

    private Child(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a program and waits until it says where it listens.
     *
     * @param says finds the URL in what it prints, as its first group
     * @param log where it prints
     */
    static Child start(List<String> command, Map<String, String> environment, Path log, Pattern says) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long deadline = System.nanoTime() + START_LIMIT.toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                Matcher found = says.matcher(Files.readString(log));
                if (found.find()) {
                    return new Child(process, URI.create(found.group(1)));
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not start:\n" + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    URI url() {
        return url;
    }

    /** Processor time it has used, all threads together. */
    double cpuSeconds() {
        String stat = proc("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** Memory it holds now. */
    double residentMegabytes() {
        Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(proc("status"));
        if (!resident.find()) {
            throw new IllegalStateException("no resident memory in /proc/" + process.pid());
        }
        return Long.parseLong(resident.group(1)) * 1024 / 1e6;
    }

    private String proc(String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), name));
        } catch (IOException e) {
            throw new UncheckedIOException("this bench reads /proc, as Linux has it", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
