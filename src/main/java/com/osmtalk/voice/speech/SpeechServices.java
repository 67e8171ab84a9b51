package com.osmtalk.voice.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this server can do with sound: a recogniser and a voice, each of which it may lack. Made once from the settings,
 * it serves all calls.
 */
public final class SpeechServices implements AutoCloseable {
    private static final Duration ESPEAK_TIMEOUT = Duration.ofSeconds(10);

    private final @Nullable SpeechToText recogniser;
    private final @Nullable TextToSpeech speaker;
    private final List<Runnable> resources;

    private SpeechServices(
            @Nullable SpeechToText recogniser, @Nullable TextToSpeech speaker, List<Runnable> resources) {
        this.recogniser = recogniser;
        this.speaker = speaker;
        this.resources = resources;
    }

    /** The services of the settings. */
    public static SpeechServices of(SpeechSettings settings) {
        List<Runnable> resources = new ArrayList<>();
        SpeechToText recogniser = null;
        TextToSpeech speaker = null;
        if (settings.recogniser() != null) {
            SpeechEndpoint endpoint = new SpeechEndpoint(settings.recogniser());
            resources.add(endpoint::close);
            recogniser = new UtteranceListening(new OpenAiRecogniser(endpoint));
        }
        if (settings.speaker() != null) {
            SpeechEndpoint endpoint = new SpeechEndpoint(settings.speaker());
            resources.add(endpoint::close);
            speaker = new UtteranceSpeaking(new OpenAiVoice(endpoint, settings.voice()));
        } else {
            EspeakVoice espeak = EspeakVoice.find(settings.path())
                    .map(program -> new EspeakVoice(program, ESPEAK_TIMEOUT))
                    .orElse(null);
            if (espeak != null) {
                resources.add(espeak::close);
                speaker = new UtteranceSpeaking(espeak);
            }
        }
        return new SpeechServices(recogniser, speaker, resources);
    }

    /** Any of the two may be none. */
    public static SpeechServices of(@Nullable SpeechToText recogniser, @Nullable TextToSpeech speaker) {
        return new SpeechServices(recogniser, speaker, List.of());
    }

    /** What recognises speech; empty: callers can only write. */
    public Optional<SpeechToText> recogniser() {
        return Optional.ofNullable(recogniser);
    }

    /** What speaks; empty: agents can only write. */
    public Optional<TextToSpeech> speaker() {
        return Optional.ofNullable(speaker);
    }

    @Override
    public void close() {
        resources.forEach(Runnable::run);
    }
}
