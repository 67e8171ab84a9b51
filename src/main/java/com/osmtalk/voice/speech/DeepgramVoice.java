package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Pronunciation;
import org.jspecify.annotations.Nullable;

/**
 * Speaks through Deepgram: its Flux voices, which are asked by turns, and its Aura voices. A voice's whole name is made
 * of model, voice and language, such as {@code aura-2-thalia-en}.
 *
 * @see <a href="https://developers.deepgram.com/docs/flux-tts/server-messages">Flux: server messages</a>
 * @see <a href="https://developers.deepgram.com/reference/text-to-speech/speak-streaming">Aura: continuous text</a>
 */
final class DeepgramVoice implements StreamedSpeaking.Protocol {
    private static final String FLUX = "flux";

    private final SpeechSettings.Service service;
    private final DeepgramService deepgram;

    DeepgramVoice(SpeechSettings.Service service) {
        this.service = service;
        this.deepgram = new DeepgramService(service);
    }

    @Override
    public SpeechAddress address(SpeakingTerms terms) {
        String model = model(terms);
        StringBuilder query = new StringBuilder("model=").append(SocketQuery.encoded(model));
        SocketQuery.add(query, "encoding", "linear16");
        SocketQuery.add(query, "sample_rate", "16000");
        return deepgram.address(model.startsWith(FLUX) ? "/v2/speak" : "/v1/speak", query);
    }

    private String model(SpeakingTerms terms) {
        String model = service.modelFor(terms.provider(), terms.model());
        String voice = service.voiceFor(terms.provider(), terms.voice());
        if (voice.contains("-")) {
            return voice;
        }
        return model + "-" + voice + "-" + (terms.language().isEmpty() ? "en" : terms.languageCode());
    }

    @Override
    public @Nullable String opening() {
        return null;
    }

    @Override
    public String text(String text, SpeakingTerms terms) {
        String spoken = Pronunciations.of(terms).applied(text, DeepgramVoice::inline);
        return Json.MAPPER
                .createObjectNode()
                .put("type", "Speak")
                .put("text", spoken)
                .toString();
    }

    /** The sound of a word as the service takes it within a text; without one, what is spoken instead. */
    private static String inline(String word, Pronunciation pronunciation) {
        String ipa = pronunciation.ipa();
        if (ipa == null || ipa.isBlank()) {
            return pronunciation.say();
        }
        String object = Json.MAPPER
                .createObjectNode()
                .put("word", word)
                .put("pronounce", ipa)
                .toString();
        return "\\" + object.substring(0, object.length() - 1) + "\\}";
    }

    @Override
    public String end() {
        return "{\"type\":\"Flush\"}";
    }

    /** It takes no more than 20 flushes a minute on one connection. */
    @Override
    public int sentencesOfAConnection() {
        return 10;
    }

    @Override
    public void read(JsonNode message, StreamedSpeaking.Reply reply) {
        switch (message.path("type").asText()) {
            // with Flux it comes before the last of the sound, and SpeechMetadata after it
            case "Flushed" -> {
                if (!message.has("speech_id")) {
                    reply.done();
                }
            }
            case "SpeechMetadata" -> reply.done();
            case "Error" -> reply.failed(DeepgramService.complaint(message), true);
            default -> {
                // Connected, Metadata, SpeechStarted, Warning, and what may come to the protocol
            }
        }
    }
}
