package com.osmtalk.voice.speech;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The speech services whose protocols are known here. */
public enum SpeechProvider {
    /** Whole utterances and sentences over HTTP, as OpenAI does and many servers do like it. */
    OPENAI(
            "openai",
            "openai",
            "The OpenAI speech API",
            "https://api.openai.com/v1",
            "OSMTALK_STT_KEY, OSMTALK_TTS_KEY or OPENAI_API_KEY",
            "gpt-4o-mini-transcribe",
            "gpt-4o-mini-tts",
            "alloy"),
    /** Recognition while it is spoken, by OpenAI's realtime protocol; it has no voice of its own here. */
    REALTIME(
            "openai-realtime",
            "openai",
            "The OpenAI realtime API",
            "https://api.openai.com/v1",
            "OSMTALK_STT_KEY or OPENAI_API_KEY",
            "gpt-4o-mini-transcribe",
            "",
            ""),
    DEEPGRAM(
            "deepgram",
            "deepgram",
            "Deepgram",
            "https://api.deepgram.com",
            "DEEPGRAM_API_KEY",
            "nova-3",
            "aura-2",
            "thalia"),
    ELEVENLABS(
            "elevenlabs",
            "elevenlabs",
            "ElevenLabs",
            "https://api.elevenlabs.io",
            "ELEVENLABS_API_KEY",
            "",
            "flash-v2.5",
            "rachel"),
    /** A program on this machine. */
    ESPEAK("espeak-ng", "espeak-ng", "espeak-ng", "", "", "", "espeak-ng", "default");

    private final String id;
    private final String agentName;
    private final String title;
    private final String address;
    private final String keySetting;
    private final String listeningModel;
    private final String speakingModel;
    private final String voice;

    SpeechProvider(
            String id,
            String agentName,
            String title,
            String address,
            String keySetting,
            String listeningModel,
            String speakingModel,
            String voice) {
        this.id = id;
        this.agentName = agentName;
        this.title = title;
        this.address = address;
        this.keySetting = keySetting;
        this.listeningModel = listeningModel;
        this.speakingModel = speakingModel;
        this.voice = voice;
    }

    /** How settings name it. */
    public String id() {
        return id;
    }

    /** How agents name it. */
    public String agentName() {
        return agentName;
    }

    /** How sentences name it. */
    String title() {
        return title;
    }

    /** Where it is asked when no other address is set. */
    public URI address() {
        return URI.create(address);
    }

    /** The settings that may hold its key. */
    public String keySetting() {
        return keySetting;
    }

    /** The model that listens when none is named; empty: it does not listen. */
    public String listeningModel() {
        return listeningModel;
    }

    /** The model that speaks when none is named; empty: it does not speak. */
    public String speakingModel() {
        return speakingModel;
    }

    /** The voice that speaks when none is named. */
    public String voice() {
        return voice;
    }

    /** Those that recognise speech. */
    public static List<SpeechProvider> listening() {
        return Arrays.stream(values())
                .filter(one -> !one.listeningModel.isEmpty())
                .toList();
    }

    /** Those that speak. */
    public static List<SpeechProvider> speaking() {
        return Arrays.stream(values())
                .filter(one -> !one.speakingModel.isEmpty())
                .toList();
    }

    /** The one that settings name so. */
    public static Optional<SpeechProvider> named(String id) {
        return Arrays.stream(values())
                .filter(one -> one.id.equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
