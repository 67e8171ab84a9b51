package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.audio.WaveFormatException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Speaks with eSpeak NG on this machine, where it is installed: the voice that needs no account. A process a sentence,
 * four at once; each is killed when it takes too long, with whatever it has started.
 */
final class EspeakVoice implements UtteranceSynthesiser, AutoCloseable {
    private static final int PROCESSES = 4;
    private static final int LONGEST = 16 << 20;

    private final Path program;
    private final Duration timeout;
    private final ExecutorService processes = Executors.newFixedThreadPool(PROCESSES, task -> {
        Thread thread = new Thread(task, "voice-espeak");
        thread.setDaemon(true);
        return thread;
    });

    EspeakVoice(Path program, Duration timeout) {
        this.program = program;
        this.timeout = timeout;
    }

    /** Where it is installed. @param path as in the environment variable; null: nowhere */
    static Optional<Path> find(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of("espeak-ng", "espeak-ng.exe").map(name -> folder + File.separator + name))
                .flatMap(file -> program(file).stream())
                .findFirst();
    }

    /** What stands on a PATH need be no path. */
    private static Optional<Path> program(String file) {
        try {
            return Optional.of(Path.of(file)).filter(Files::isRegularFile).filter(Files::isExecutable);
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<byte[]> synthesise(String text, SpeakingTerms terms) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return run(Pronunciations.of(terms).applied(text), terms.languageCode());
                    } catch (SpeechException e) {
                        throw new CompletionException(e);
                    }
                },
                processes);
    }

    private byte[] run(String text, String language) throws SpeechException {
        Process process = start(language);
        // reading ends when the process does, and it ends in time
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> kill(process), CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
        try (InputStream out = process.getInputStream()) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] file = out.readNBytes(LONGEST);
            process.destroy();
            return Wave.sound(file);
        } catch (IOException e) {
            throw new SpeechException("espeak-ng did not speak", e);
        } catch (WaveFormatException e) {
            throw new SpeechException(e.getMessage(), e);
        } finally {
            end.cancel(false);
            kill(process);
        }
    }

    /** With what it has started, which would keep its output open. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Process start(String language) throws SpeechException {
        try {
            // the text goes in by stdin, where nothing in it can be taken for an option
            return new ProcessBuilder(program.toString(), "--stdin", "--stdout", "-v", voice(language))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new SpeechException("espeak-ng can't be started", e);
        }
    }

    private static String voice(String language) {
        return language.matches("[a-z]{2,3}") ? language : "en";
    }

    @Override
    public void close() {
        processes.shutdownNow();
    }
}
