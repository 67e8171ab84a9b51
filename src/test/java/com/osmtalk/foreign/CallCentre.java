package com.osmtalk.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** All that a call needs but a telephone: the provider, two recognisers, our program with a number and agents. */
final class CallCentre implements AutoCloseable {
    /** An agent that hears by OpenAI's protocol. */
    static final String AGENT = "Anna";
    /** The same, by Deepgram's. */
    static final String STREAMING_AGENT = "Ben";

    private final Path folder;
    private final Kamailio provider;
    private final TranscriptionServer transcription;
    private final DeepgramServer deepgram;
    private final PocketSphinx recogniser;
    private final PocketSphinx ear;
    private OsmTalkProgram osmtalk;
    private final AtomicInteger phones = new AtomicInteger();

    private CallCentre(Path folder) {
        this.folder = folder;
        recogniser = PocketSphinx.of(folder, Sentences.KNOWN);
        ear = Office.ear(folder);
        transcription = new TranscriptionServer(recogniser);
        deepgram = new DeepgramServer(recogniser);
        provider = Kamailio.start(folder);
    }

    /** @param name of its folder */
    static CallCentre open(String name) {
        CallCentre centre = new CallCentre(Workplace.folder(name));
        try {
            centre.start();
            Office.attach(
                    centre.osmtalk.api(),
                    Office.NUMBER,
                    Office.trunk(centre.provider, Office.NUMBER, Kamailio.password(Office.NUMBER)));
            Office.hire(centre.osmtalk.api(), AGENT, Map.of());
            Office.hire(
                    centre.osmtalk.api(),
                    STREAMING_AGENT,
                    Map.of("stt", Map.of("provider", "deepgram", "model", "nova-3")));
            return centre;
        } catch (RuntimeException | Error e) {
            centre.close();
            throw e;
        }
    }

    /** Starts our program, on the home of the last time. */
    void start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("OSMTALK_STT_MODEL", "pocketsphinx");
        settings.put("OSMTALK_STT_URL", transcription.url().toString());
        settings.put("OSMTALK_STT_KEY", TranscriptionServer.KEY);
        settings.put("OSMTALK_TTS_PROVIDER", "espeak-ng");
        settings.put("DEEPGRAM_API_KEY", DeepgramServer.KEY);
        settings.put("DEEPGRAM_BASE_URL", deepgram.url().toString());
        settings.put("NODE_EXTRA_CA_CERTS", provider.certificate().toString());
        osmtalk = OsmTalkProgram.start(folder, settings);
    }

    Kamailio provider() {
        return provider;
    }

    OsmTalkProgram osmtalk() {
        return osmtalk;
    }

    /** What the agents' words are recognised by at the far end. */
    PocketSphinx ear() {
        return ear;
    }

    /** What people's words are recognised by, wherever they are heard. */
    PocketSphinx people() {
        return recogniser;
    }

    /** What the recogniser takes a recording for, were it to guess. */
    List<String> understood(Path recording) {
        return PocketSphinx.guessing(folder, Sentences.KNOWN).sentences(recording);
    }

    /** Where our program keeps its recordings. */
    Path recordings() {
        return folder.resolve("home").resolve("recordings");
    }

    /** A telephone that takes every call. */
    Baresip phone(String number) {
        return phone(number, Baresip.Answers.AUTO);
    }

    Baresip phone(String number, Baresip.Answers answers) {
        return phone(number, answers, "");
    }

    /** @param parameters of its account, each with a semicolon before it */
    Baresip phone(String number, Baresip.Answers answers, String parameters) {
        return Baresip.start(
                folder.resolve("phone-" + phones.incrementAndGet()), provider, number, answers, parameters);
    }

    /** The lines of one side in the transcript of an answer of {@code wait_for_call}. */
    static List<String> lines(JsonNode outcome, String role) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : outcome.path("transcript")) {
            if (line.path("role").asText().equals(role)) {
                lines.add(line.path("text").asText());
            }
        }
        return lines;
    }

    @Override
    public void close() {
        if (osmtalk != null) {
            osmtalk.close();
        }
        provider.close();
        transcription.close();
        deepgram.close();
    }
}
