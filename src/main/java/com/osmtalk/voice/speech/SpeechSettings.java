package com.osmtalk.voice.speech;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which services recognise and make speech. The first of each kind serves agents that ask for one which is not here.
 *
 * @param recognisers empty: none, callers write
 * @param speakers empty: eSpeak NG where it is installed
 * @param path the folders programs are looked for in, as the environment variable has them
 */
public record SpeechSettings(List<Service> recognisers, List<Service> speakers, String path) {
    /** The model of eSpeak NG, as it is called where models are named. */
    public static final String ESPEAK = SpeechProvider.ESPEAK.speakingModel();

    /** Neither. */
    public static final SpeechSettings NONE = new SpeechSettings(List.of(), List.of(), "");

    public SpeechSettings {
        recognisers = List.copyOf(recognisers);
        speakers = List.copyOf(speakers);
    }

    /** The model that listens to callers of agents that ask for nothing which is here; empty: none does. */
    public Optional<String> listeningModel() {
        return recognisers.stream().findFirst().map(Service::model);
    }

    /** The model that speaks for agents that ask for nothing which is here; empty: none does. */
    public Optional<String> speakingModel() {
        Optional<String> first = speakers.stream().findFirst().map(Service::model);
        return first.isPresent() || !hasEspeak() ? first : Optional.of(ESPEAK);
    }

    /** The providers of voices that agents can choose, by the names that agents have for them. */
    public List<String> speakingProviders() {
        Stream<String> services = speakers.stream().map(one -> one.provider().agentName());
        return Stream.concat(services, hasEspeak() ? Stream.of(ESPEAK) : Stream.empty())
                .distinct()
                .toList();
    }

    /** The providers of recognition that agents can choose, by the names that agents have for them. */
    public List<String> listeningProviders() {
        return recognisers.stream()
                .map(one -> one.provider().agentName())
                .distinct()
                .toList();
    }

    private boolean hasEspeak() {
        return EspeakVoice.find(path).isPresent();
    }

    /**
     * A service that is reached over the network.
     *
     * @param baseUrl as http or https; up to and including {@code /v1} with OpenAI's protocols
     * @param model for agents that ask for none which it has
     * @param voice likewise; empty where it only listens
     * @param timeout how long it may take to connect, or to send the next piece of an answer
     */
    public record Service(
            SpeechProvider provider,
            URI baseUrl,
            @Nullable String apiKey,
            String model,
            String voice,
            Duration timeout) {
        private static final Duration TIMEOUT = Duration.ofSeconds(10);

        public Service(SpeechProvider provider, URI baseUrl, @Nullable String apiKey, String model, String voice) {
            this(provider, baseUrl, apiKey, model, voice, TIMEOUT);
        }

        /** The model that an agent asks for, where it asks for this provider; else that of the settings. */
        String modelFor(String askedProvider, String askedModel) {
            return isAskedFor(askedProvider) && !askedModel.isEmpty() ? askedModel : model;
        }

        /** The voice that an agent asks for, where it asks for this provider; else that of the settings. */
        String voiceFor(String askedProvider, String askedVoice) {
            boolean any = askedVoice.isEmpty() || askedVoice.equals("default");
            return isAskedFor(askedProvider) && !any ? askedVoice : voice;
        }

        /**
         * A server that only speaks OpenAI's protocol has other models than OpenAI, so that what agents name is asked
         * for at OpenAI itself.
         */
        private boolean isAskedFor(String askedProvider) {
            boolean openAi = provider == SpeechProvider.OPENAI || provider == SpeechProvider.REALTIME;
            return provider.agentName().equalsIgnoreCase(askedProvider) && (!openAi || isAtVendor());
        }

        /** Whether it is the vendor who is asked, and not another server with the same protocol. */
        boolean isAtVendor() {
            return provider.address().getHost().equalsIgnoreCase(baseUrl.getHost());
        }

        String keyOrNone() {
            return apiKey == null ? "" : apiKey.strip();
        }

        /** How sentences call it. */
        String title() {
            return provider.title() + " (" + baseUrl.getHost() + ")";
        }

        /** @param path with its query */
        SpeechAddress address(String path, Map<String, String> headers) {
            return new SpeechAddress(title(), SocketQuery.socket(baseUrl, path), headers, provider.keySetting());
        }

        /** Without the key, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Service[" + provider.id() + ", " + model + " at " + baseUrl + "]";
        }
    }
}
