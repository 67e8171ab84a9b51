package com.osmtalk.cli;

import com.osmtalk.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import picocli.CommandLine;

/**
 * A command run in the tests' own process, with an environment of its own: all that {@link Program} shows but what
 * only a process has (its log, its locks against others, its death), in a hundredth of the time.
 */
final class CommandRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    private CommandRun(Map<String, String> environment, Optional<Terminal> terminal, String... arguments) {
        CommandLine program = OsmTalkCommand.commandLine(Environment.of(environment), () -> terminal)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        thread = new Thread(() -> {
            try {
                exitCode.complete(program.execute(arguments));
            } catch (Throwable failure) {
                exitCode.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    static CommandRun start(Map<String, String> environment, String... arguments) {
        return new CommandRun(environment, Optional.empty(), arguments);
    }

    /** With somebody at a terminal, who is asked for what is missing. */
    static CommandRun start(Map<String, String> environment, Terminal terminal, String... arguments) {
        return new CommandRun(environment, Optional.of(terminal), arguments);
    }

    List<String> out() {
        return out.toString().lines().toList();
    }

    List<String> err() {
        return err.toString().lines().toList();
    }

    /** The first line on standard output that is as wanted; waits for it. */
    String awaitOut(Predicate<String> wanted) {
        return Waiting.until(LIMIT, () -> {
            if (exitCode.isDone() && out().stream().noneMatch(wanted)) {
                throw new AssertionError("the command ended; it said " + out() + " and " + err());
            }
            return out().stream().filter(wanted).findFirst();
        });
    }

    /** Waits for its end. @return the exit code */
    int awaitExit() {
        try {
            return exitCode.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the command did not end; it said " + out() + " and " + err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it, as far as it still runs, and waits for its end. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
