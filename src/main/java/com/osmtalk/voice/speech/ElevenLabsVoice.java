package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Speaks through ElevenLabs' stream of text and sound.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-stream-input">
 *     WebSocket</a>
 */
final class ElevenLabsVoice implements StreamedSpeaking.Protocol {
    private static final int INVALID = 1008;
    /** The voices that every account has, by the names that agents have for them. */
    private static final Map<String, String> VOICES = Map.ofEntries(
            Map.entry("alice", "Xb7hH8MSUJpSbSDYk0k2"),
            Map.entry("aria", "9BWtsMINqrJLrRacOk9x"),
            Map.entry("bill", "pqHfZKP75CvOlQylNhV4"),
            Map.entry("brian", "nPczCjzI2devNBz1zQrb"),
            Map.entry("callum", "N2lVS1w4EtoT3dr4eOWO"),
            Map.entry("charlie", "IKne3meq5aSn9XLyUdCD"),
            Map.entry("charlotte", "XB0fDUnXU5powFXDhCwa"),
            Map.entry("chris", "iP95p4xoKVk53GoZ742B"),
            Map.entry("daniel", "onwK4e9ZLuTfKqWW03F9"),
            Map.entry("eric", "cjVigY5qzO86Huf0OWal"),
            Map.entry("george", "JBFqnCBsd6RMkjVDRZzb"),
            Map.entry("jessica", "cgSgspJ2msm6clMbCkdW"),
            Map.entry("laura", "FGY2WhTYpPnrIDTdsKH5"),
            Map.entry("liam", "TX3LPaxmHKxFdv7VOQHJ"),
            Map.entry("lily", "pFZP5JQG7iQjIQuC4Bku"),
            Map.entry("matilda", "XrExE9yKIg1WjnnlVkGX"),
            Map.entry("rachel", "21m00Tcm4TlvDq8ikWAM"),
            Map.entry("river", "SAz9YHcvj6GT2YYXdXww"),
            Map.entry("roger", "CwhRBWXzGAHq8TQ4Fs17"),
            Map.entry("sarah", "EXAVITQu4vr4xnSDxMaL"),
            Map.entry("will", "bIHbv24MWmeRgasZH58o"));

    private final SpeechSettings.Service service;

    ElevenLabsVoice(SpeechSettings.Service service) {
        this.service = service;
    }

    @Override
    public SpeechAddress address(SpeakingTerms terms) {
        String model = modelId(service.modelFor(terms.provider(), terms.model()));
        String voice = service.voiceFor(terms.provider(), terms.voice());
        StringBuilder query = new StringBuilder("model_id=").append(SocketQuery.encoded(model));
        SocketQuery.add(query, "output_format", "pcm_16000");
        // whole sentences are written, so that nothing is gained by waiting for more text
        SocketQuery.add(query, "auto_mode", "true");
        if (model.endsWith("_v2_5") && !terms.language().isEmpty()) {
            SocketQuery.add(query, "language_code", terms.languageCode()); // other models refuse it
        }
        String id = VOICES.getOrDefault(voice.toLowerCase(Locale.ROOT), voice);
        return service.address(
                "/v1/text-to-speech/" + SocketQuery.encoded(id) + "/stream-input?" + query,
                Map.of("xi-api-key", service.keyOrNone()));
    }

    /** Its models have short names here: {@code flash-v2.5} is {@code eleven_flash_v2_5}. */
    private static String modelId(String name) {
        return name.startsWith("eleven_")
                ? name
                : "eleven_" + name.replace('-', '_').replace('.', '_');
    }

    @Override
    public String opening() {
        return "{\"text\":\" \"}";
    }

    @Override
    public String text(String text, SpeakingTerms terms) {
        String spoken = Pronunciations.of(terms).applied(text);
        return Json.MAPPER
                .createObjectNode()
                .put("text", spoken.stripTrailing() + " ")
                .toString();
    }

    @Override
    public String end() {
        return "{\"text\":\"\"}";
    }

    /** It is closed by the message that has the last of the text spoken. */
    @Override
    public int sentencesOfAConnection() {
        return 1;
    }

    @Override
    public void read(JsonNode message, StreamedSpeaking.Reply reply) {
        JsonNode audio = message.path("audio");
        if (audio.isTextual() && !audio.textValue().isEmpty()) {
            try {
                reply.sound(Base64.getDecoder().decode(audio.textValue()));
            } catch (IllegalArgumentException notBase64) {
                reply.failed("sends what is not in its protocol", true);
                return;
            }
        }
        if (message.path("isFinal").asBoolean()) {
            reply.done();
        } else if (message.hasNonNull("error")) {
            boolean refused = message.path("code").asInt() == INVALID;
            String text = StreamedTurns.text(message.path("message"));
            reply.failed(
                    "reports an error: " + (text.isEmpty() ? StreamedTurns.text(message.path("error")) : text),
                    refused);
        }
    }
}
