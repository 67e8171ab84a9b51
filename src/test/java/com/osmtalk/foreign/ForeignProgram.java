package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of others that runs beside the tests, with what it writes in a file. */
final class ForeignProgram implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ForeignProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log is written anew */
    static ForeignProgram start(Path log, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            // also when the tests are ended before they close it
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            return new ForeignProgram(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one to its end. @return what it wrote to standard output */
    static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws AssertionError it has ended */
    void check() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended, and said " + log());
        }
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With those it has started, first asked to, then by force. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
