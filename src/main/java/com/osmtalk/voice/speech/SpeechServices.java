package com.osmtalk.voice.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server can do with sound: a recogniser and a voice, each of which it may lack. Made once from the settings,
 * it serves all calls.
 */
public final class SpeechServices implements AutoCloseable {
    private static final Duration ESPEAK_TIMEOUT = Duration.ofSeconds(10);

    private final @Nullable SpeechToText recogniser;
    private final @Nullable TextToSpeech speaker;
    private final List<Supplier<CompletionStage<SpeechCheck>>> checks;
    private final List<Runnable> resources;

    private SpeechServices(
            @Nullable SpeechToText recogniser,
            @Nullable TextToSpeech speaker,
            List<Supplier<CompletionStage<SpeechCheck>>> checks,
            List<Runnable> resources) {
        this.recogniser = recogniser;
        this.speaker = speaker;
        this.checks = checks;
        this.resources = resources;
    }

    /** The services of the settings. */
    public static SpeechServices of(SpeechSettings settings) {
        List<Supplier<CompletionStage<SpeechCheck>>> checks = new ArrayList<>();
        List<Runnable> resources = new ArrayList<>();
        SpeechToText recogniser = null;
        TextToSpeech speaker = null;
        if (settings.recogniser() != null) {
            SpeechEndpoint endpoint = new SpeechEndpoint(settings.recogniser());
            resources.add(endpoint::close);
            OpenAiRecogniser utterances = new OpenAiRecogniser(endpoint);
            recogniser = new UtteranceListening(utterances);
            checks.add(() -> SpeechProbe.of(utterances, settings.recogniser()));
        }
        if (settings.speaker() != null) {
            SpeechEndpoint endpoint = new SpeechEndpoint(settings.speaker());
            resources.add(endpoint::close);
            TextToSpeech voice = new UtteranceSpeaking(new OpenAiVoice(endpoint, settings.voice()));
            speaker = voice;
            checks.add(() -> SpeechProbe.of(
                    voice,
                    "openai",
                    settings.speaker().model(),
                    settings.speaker().baseUrl().toString(),
                    settings.speaker().timeout()));
        } else {
            EspeakVoice espeak = EspeakVoice.find(settings.path())
                    .map(program -> new EspeakVoice(program, ESPEAK_TIMEOUT))
                    .orElse(null);
            if (espeak != null) {
                resources.add(espeak::close);
                TextToSpeech voice = new UtteranceSpeaking(espeak);
                speaker = voice;
                checks.add(() -> SpeechProbe.of(
                        voice, SpeechSettings.ESPEAK, SpeechSettings.ESPEAK, "this machine", ESPEAK_TIMEOUT));
            }
        }
        return new SpeechServices(recogniser, speaker, checks, resources);
    }

    /** Any of the two may be none. */
    public static SpeechServices of(@Nullable SpeechToText recogniser, @Nullable TextToSpeech speaker) {
        return new SpeechServices(recogniser, speaker, List.of(), List.of());
    }

    /** What recognises speech; empty: callers can only write. */
    public Optional<SpeechToText> recogniser() {
        return Optional.ofNullable(recogniser);
    }

    /** What speaks; empty: agents can only write. */
    public Optional<TextToSpeech> speaker() {
        return Optional.ofNullable(speaker);
    }

    /**
     * Asks every service whether it is there, all at once: a recogniser with half a second of silence, a voice with one
     * word. It takes as long as the slowest may take, and costs what a second of speech costs.
     *
     * @return recognisers first; empty when no service is configured
     */
    public CompletionStage<List<SpeechCheck>> check() {
        List<CompletableFuture<SpeechCheck>> asked =
                checks.stream().map(check -> check.get().toCompletableFuture()).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void close() {
        resources.forEach(Runnable::run);
    }
}
