package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What Deepgram's protocols have in common. */
final class DeepgramService {
    private final SpeechSettings.Service service;

    DeepgramService(SpeechSettings.Service service) {
        this.service = service;
    }

    /** The model that an agent asks for, if it asks for one of Deepgram's; else that of the settings. */
    String modelFor(ListeningTerms terms) {
        return service.modelFor(terms.provider(), terms.model());
    }

    /** How the model that is asked for is spoken to. */
    StreamedListening.Protocol listening(ListeningTerms terms) {
        return modelFor(terms).startsWith(DeepgramFlux.PREFIX) ? new DeepgramFlux(this) : new DeepgramNova(this);
    }

    SpeechAddress address(String path, StringBuilder query) {
        return service.address(path + "?" + query, Map.of("Authorization", "Token " + service.keyOrNone()));
    }

    /** An error as the service words it. */
    static String complaint(JsonNode message) {
        String text = StreamedTurns.text(message.path("description"));
        String code = StreamedTurns.text(message.path("code"));
        return "reports an error" + (code.isEmpty() ? "" : " " + code) + (text.isEmpty() ? "" : ": " + text);
    }
}
