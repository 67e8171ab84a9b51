package com.osmtalk.voice.speech;

import com.osmtalk.voice.speech.SpeechSettings.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server can do with sound: recognisers and voices, any of which it may lack. Made once from the settings, it
 * serves all calls; each call gets the service that its agent asks for where that is here, and the first one otherwise.
 */
public final class SpeechServices implements AutoCloseable {
    private static final Duration ESPEAK_TIMEOUT = Duration.ofSeconds(10);

    /** By the names that agents have for their providers. */
    private final Map<String, SpeechToText> recognisers = new LinkedHashMap<>();

    private final Map<String, TextToSpeech> speakers = new LinkedHashMap<>();
    private final List<Supplier<CompletionStage<SpeechCheck>>> checks = new ArrayList<>();
    private final List<Runnable> resources = new ArrayList<>();
    /** For reconnecting, and for noticing what does not come; it never waits, so that one thread serves all calls. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "voice-speech-timer");
        thread.setDaemon(true);
        return thread;
    });

    private SpeechServices() {
        timer.setRemoveOnCancelPolicy(true);
        resources.add(timer::shutdownNow);
    }

    /** The services of the settings. */
    public static SpeechServices of(SpeechSettings settings) {
        SpeechServices services = new SpeechServices();
        settings.recognisers().forEach(services::addRecogniser);
        settings.speakers().forEach(services::addSpeaker);
        EspeakVoice.find(settings.path()).ifPresent(program -> {
            EspeakVoice espeak = new EspeakVoice(program, ESPEAK_TIMEOUT);
            services.resources.add(espeak::close);
            TextToSpeech voice = new UtteranceSpeaking(espeak);
            if (services.speakers.isEmpty()) {
                services.checks.add(() -> SpeechProbe.of(
                        voice, SpeechSettings.ESPEAK, SpeechSettings.ESPEAK, "this machine", ESPEAK_TIMEOUT));
            }
            services.speakers.putIfAbsent(SpeechSettings.ESPEAK, voice);
        });
        return services;
    }

    /** Any of the two may be none. */
    public static SpeechServices of(@Nullable SpeechToText recogniser, @Nullable TextToSpeech speaker) {
        SpeechServices services = new SpeechServices();
        if (recogniser != null) {
            services.recognisers.put("", recogniser);
        }
        if (speaker != null) {
            services.speakers.put("", speaker);
        }
        return services;
    }

    private void addRecogniser(Service service) {
        if (service.provider() == SpeechProvider.OPENAI) {
            SpeechEndpoint endpoint = endpoint(service);
            OpenAiRecogniser utterances = new OpenAiRecogniser(endpoint);
            recognisers.putIfAbsent(service.provider().agentName(), new UtteranceListening(utterances));
            checks.add(() -> SpeechProbe.of(utterances, service));
            return;
        }
        ListeningTerms any = ListeningTerms.in("en");
        switch (service.provider()) {
            case REALTIME ->
                addRecogniser(service, new RealtimeListening(service, timer), RealtimeProtocol.address(service, any));
            case DEEPGRAM -> {
                DeepgramService deepgram = new DeepgramService(service);
                addRecogniser(
                        service,
                        new StreamedListening(deepgram::listening, service.timeout(), timer),
                        deepgram.listening(any).address(any));
            }
            case OPENAI, ELEVENLABS, ESPEAK -> throw new IllegalArgumentException(service + " does not listen");
        }
    }

    private void addRecogniser(Service service, SpeechToText recogniser, SpeechAddress address) {
        recognisers.putIfAbsent(service.provider().agentName(), recogniser);
        checks.add(() -> SpeechProbe.of(address, service, timer));
    }

    private void addSpeaker(Service service) {
        TextToSpeech voice = switch (service.provider()) {
            case OPENAI -> new OpenAiVoice(endpoint(service));
            case DEEPGRAM -> streamed(service, new DeepgramVoice(service));
            case ELEVENLABS -> streamed(service, new ElevenLabsVoice(service));
            case REALTIME, ESPEAK -> throw new IllegalArgumentException(service + " does not speak");
        };
        speakers.putIfAbsent(service.provider().agentName(), voice);
        checks.add(() -> SpeechProbe.of(
                voice,
                service.provider().id(),
                service.model(),
                service.baseUrl().toString(),
                service.timeout()));
    }

    private TextToSpeech streamed(Service service, StreamedSpeaking.Protocol protocol) {
        StreamedSpeaking voice = new StreamedSpeaking(protocol, service.timeout(), timer);
        resources.add(voice::close);
        return voice;
    }

    private SpeechEndpoint endpoint(Service service) {
        SpeechEndpoint endpoint = new SpeechEndpoint(service);
        resources.add(endpoint::close);
        return endpoint;
    }

    /** What recognises speech, for each agent by what it asks for; empty: callers can only write. */
    public Optional<SpeechToText> recogniser() {
        return recognisers.isEmpty()
                ? Optional.empty()
                : Optional.of((terms, listener) ->
                        chosen(recognisers, terms.provider()).listen(terms, listener));
    }

    /** What speaks, for each agent by what it asks for; empty: agents can only write. */
    public Optional<TextToSpeech> speaker() {
        return speakers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (terms, listener) -> chosen(speakers, terms.provider()).speak(terms, listener));
    }

    /** Who speaks for agents that ask for a provider: it, or the first there is; empty where nothing speaks. */
    public String speakerOf(String provider) {
        String asked = provider.toLowerCase(Locale.ROOT);
        return speakers.containsKey(asked)
                ? asked
                : speakers.keySet().stream().findFirst().orElse("");
    }

    private static <T> T chosen(Map<String, T> services, String provider) {
        T asked = services.get(provider.toLowerCase(Locale.ROOT));
        return asked != null ? asked : services.values().iterator().next();
    }

    /**
     * Asks every service whether it is there, all at once: a recogniser by having it listen, a voice by having it say a
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
