package com.osmtalk.cli;

import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import com.osmtalk.voice.speech.SpeechSettings.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which services hear and speak. {@code OSMTALK_STT_…} and {@code OSMTALK_TTS_…} describe the one that serves all
 * agents; a key of Deepgram's or ElevenLabs' adds them for agents that ask for them, and lets them serve all where
 * nothing else is named.
 */
final class SpeechOptions {
    private final Settings settings;

    SpeechOptions(Settings settings) {
        this.settings = settings;
    }

    SpeechSettings speech() {
        List<Service> recognisers = new ArrayList<>();
        first(Kind.LISTENING, DEEPGRAM).ifPresent(recognisers::add);
        addOther(recognisers, SpeechProvider.DEEPGRAM, SpeechProvider.DEEPGRAM.listeningModel(), "");
        List<Service> speakers = new ArrayList<>();
        Optional<SpeechProvider> named = provider(Kind.SPEAKING);
        if (named.isPresent() && named.get() == SpeechProvider.ESPEAK) {
            refuseIfGiven(Setting.TTS_MODEL, Setting.TTS_URL, Setting.TTS_KEY);
            return new SpeechSettings(
                    recognisers, speakers, settings.environment().path());
        }
        first(Kind.SPEAKING, VOICES).ifPresent(speakers::add);
        for (SpeechProvider vendor : VOICES) {
            addOther(speakers, vendor, vendor.speakingModel(), vendor.voice());
        }
        return new SpeechSettings(recognisers, speakers, settings.environment().path());
    }

    private static final List<SpeechProvider> DEEPGRAM = List.of(SpeechProvider.DEEPGRAM);
    private static final List<SpeechProvider> VOICES = List.of(SpeechProvider.ELEVENLABS, SpeechProvider.DEEPGRAM);

    /** The settings of the service that serves all agents. */
    private enum Kind {
        LISTENING(Setting.STT_PROVIDER, Setting.STT_MODEL, Setting.STT_URL, Setting.STT_KEY),
        SPEAKING(Setting.TTS_PROVIDER, Setting.TTS_MODEL, Setting.TTS_URL, Setting.TTS_KEY);

        private final Setting provider;
        private final Setting model;
        private final Setting url;
        private final Setting key;

        Kind(Setting provider, Setting model, Setting url, Setting key) {
            this.provider = provider;
            this.model = model;
            this.url = url;
            this.key = key;
        }

        List<SpeechProvider> providers() {
            return this == LISTENING ? SpeechProvider.listening() : SpeechProvider.speaking();
        }

        String modelOf(SpeechProvider provider) {
            return this == LISTENING ? provider.listeningModel() : provider.speakingModel();
        }
    }

    private Optional<SpeechProvider> provider(Kind kind) {
        return settings.parsed(
                kind.provider,
                text -> SpeechProvider.named(text)
                        .filter(kind.providers()::contains)
                        .orElseThrow(() -> new IllegalArgumentException("must be one of "
                                + kind.providers().stream()
                                        .map(SpeechProvider::id)
                                        .collect(Collectors.joining(", "))
                                + ", not \"" + text + "\"")));
    }

    /** @param vendors whose key alone is enough for them to serve all, in this order */
    private Optional<Service> first(Kind kind, List<SpeechProvider> vendors) {
        Optional<SpeechProvider> named = provider(kind);
        // read also where they are not needed, so that an invalid one is refused
        Optional<URI> url = settings.webAddress(kind.url);
        Optional<String> model = settings.find(kind.model);
        Optional<String> key = settings.find(kind.key);
        if (named.isEmpty() && model.isEmpty()) {
            if (url.isPresent() || key.isPresent()) {
                throw new UsageException((url.isPresent() ? kind.url : kind.key) + " is set but " + kind.model
                        + " is not. Name the model, or unset it.");
            }
            return vendors.stream()
                    .filter(vendor -> settings.find(keySetting(vendor)).isPresent())
                    .findFirst()
                    .map(vendor -> service(vendor, baseUrl(vendor), ownKey(vendor), kind.modelOf(vendor), kind));
        }
        SpeechProvider provider = named.orElse(SpeechProvider.OPENAI);
        boolean openAi = provider == SpeechProvider.OPENAI || provider == SpeechProvider.REALTIME;
        URI address = url.orElseGet(() ->
                openAi ? settings.webAddress(Setting.OPENAI_BASE_URL).orElse(provider.address()) : baseUrl(provider));
        // a key goes to no other address than it was given for
        Optional<String> shared = url.isPresent()
                ? Optional.empty()
                : openAi ? settings.find(Setting.OPENAI_API_KEY) : Optional.ofNullable(ownKey(provider));
        Optional<String> used = key.or(() -> shared);
        if (used.isEmpty() && address.equals(provider.address())) {
            throw new UsageException(
                    (model.isPresent() ? kind.model : kind.provider) + " is set but there is no key for "
                            + address + ". Set " + kind.key + " or "
                            + (openAi ? Setting.OPENAI_API_KEY : keySetting(provider)) + ", or with " + kind.url
                            + " a server that needs none.");
        }
        return Optional.of(service(provider, address, used.orElse(null), model.orElse(kind.modelOf(provider)), kind));
    }

    private Service service(SpeechProvider provider, URI url, @Nullable String key, String model, Kind kind) {
        String voice =
                kind == Kind.LISTENING ? "" : settings.find(Setting.TTS_VOICE).orElse(provider.voice());
        return new Service(provider, url, key, model, voice);
    }

    /** A vendor whose key is given, beside the one that serves all. */
    private void addOther(List<Service> services, SpeechProvider vendor, String model, String voice) {
        boolean there = services.stream().anyMatch(one -> one.provider() == vendor);
        if (!there && settings.find(keySetting(vendor)).isPresent()) {
            services.add(new Service(vendor, baseUrl(vendor), ownKey(vendor), model, voice));
        }
    }

    private void refuseIfGiven(Setting... others) {
        for (Setting other : others) {
            if (settings.given(other).isPresent()) {
                throw new UsageException(other + " is set, but " + Setting.TTS_PROVIDER
                        + " is espeak-ng, a program on this machine. Unset one of the two.");
            }
        }
    }

    private @Nullable String ownKey(SpeechProvider vendor) {
        return settings.find(keySetting(vendor)).orElse(null);
    }

    private URI baseUrl(SpeechProvider vendor) {
        Setting url = vendor == SpeechProvider.ELEVENLABS ? Setting.ELEVENLABS_BASE_URL : Setting.DEEPGRAM_BASE_URL;
        return settings.webAddress(url).orElse(vendor.address());
    }

    private static Setting keySetting(SpeechProvider vendor) {
        return vendor == SpeechProvider.ELEVENLABS ? Setting.ELEVENLABS_API_KEY : Setting.DEEPGRAM_API_KEY;
    }
}
