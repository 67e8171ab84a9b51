package com.osmtalk.voice.speech;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.SpeechCheck.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one service whether it is there, by using it as a call would, and takes the time. */
final class SpeechProbe {
    private static final int SILENCE_BYTES = 500 * Pcm.BYTES_PER_MILLISECOND;
    /** More than the timeout of any one step, so that its own sentence comes first. */
    private static final int TIMEOUTS = 4;

    private SpeechProbe() {}

    /** Has half a second of silence recognised; that nothing was said is an answer. */
    static CompletionStage<SpeechCheck> of(UtteranceRecogniser recogniser, SpeechSettings.Service service) {
        CompletionStage<String> words =
                recogniser.recognise(new byte[SILENCE_BYTES], SILENCE_BYTES, ListeningTerms.in("en"));
        return timed(
                words,
                Task.RECOGNITION,
                "openai",
                service.model(),
                service.baseUrl().toString(),
                service.timeout());
    }

    /** Connects with a recogniser that streams, until it is ready to listen. */
    static CompletionStage<SpeechCheck> of(
            SpeechAddress address, SpeechSettings.Service service, ScheduledExecutorService timer) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        SpeechSocket socket = new SpeechSocket(address, service.timeout(), timer, new SpeechSocket.Listener() {
            @Override
            public void opened() {
                ready.complete(null);
            }

            @Override
            public void text(String message) {}

            @Override
            public void sound(ByteBuffer bytes) {}

            @Override
            public void closed(SpeechException why, boolean refused) {
                ready.completeExceptionally(why);
            }
        });
        ScheduledFuture<?> late =
                timer.schedule(socket::checkAlive, service.timeout().toMillis() + 1, TimeUnit.MILLISECONDS);
        socket.open();
        return timed(
                        ready,
                        Task.RECOGNITION,
                        service.provider().id(),
                        service.model(),
                        service.baseUrl().toString(),
                        service.timeout())
                .whenComplete((check, never) -> {
                    late.cancel(false);
                    socket.close();
                });
    }

    /** Has a word spoken, until its first sound. */
    static CompletionStage<SpeechCheck> of(
            TextToSpeech voice, String provider, String model, String address, Duration timeout) {
        CompletableFuture<Void> sound = new CompletableFuture<>();
        SpeakingSession session = voice.speak(SpeakingTerms.in("en"), new SpeakingSession.Listener() {
            @Override
            public void frame(byte[] pcm, int offset) {
                sound.complete(null);
            }

            @Override
            public void done() {
                sound.completeExceptionally(new SpeechException("it gave no sound"));
            }

            @Override
            public void failed(SpeechException reason) {
                sound.completeExceptionally(reason);
            }
        });
        session.write("Hello.");
        session.end();
        return timed(sound, Task.VOICE, provider, model, address, timeout)
                .whenComplete((check, never) -> session.cancel());
    }

    private static CompletionStage<SpeechCheck> timed(
            CompletionStage<?> answer, Task task, String provider, String model, String address, Duration timeout) {
        long began = System.nanoTime();
        return answer.toCompletableFuture()
                .copy()
                .orTimeout(TIMEOUTS * timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((nothing, fault) -> new SpeechCheck(
                        task,
                        provider,
                        model,
                        address,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                        problem(fault)));
    }

    private static @Nullable String problem(@Nullable Throwable fault) {
        if (fault == null) {
            return null;
        }
        return fault instanceof TimeoutException
                ? "It did not answer in time."
                : SpeechException.of(fault).getMessage();
    }
}
