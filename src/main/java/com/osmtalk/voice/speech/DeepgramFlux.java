package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Deepgram's Flux, a model that finds the end of a turn by what is said, not by silence alone.
 *
 * @see <a href="https://developers.deepgram.com/reference/speech-to-text/listen-flux">Turn-based audio</a>
 * @see <a href="https://developers.deepgram.com/docs/flux/state">Its state machine</a>
 */
final class DeepgramFlux implements StreamedListening.Protocol {
    static final String PREFIX = "flux-";
    private static final String ENGLISH = "flux-general-en";
    private static final String MULTILINGUAL = "flux-general-multi";

    /** Makes it tell that the caller may be done, which is when their silence is taken to begin. */
    private static final String EAGER_THRESHOLD = "0.5";
    /** Before a turn is noticed, its first words have been heard for some time: so much is not given up. */
    private static final double BEFORE_A_TURN_SECONDS = 2;

    private final DeepgramService service;

    DeepgramFlux(DeepgramService service) {
        this.service = service;
    }

    @Override
    public SpeechAddress address(ListeningTerms terms) {
        String model = model(terms);
        StringBuilder query = new StringBuilder("model=").append(SocketQuery.encoded(model));
        SocketQuery.add(query, "encoding", "linear16");
        SocketQuery.add(query, "sample_rate", "16000");
        SocketQuery.add(query, "eager_eot_threshold", EAGER_THRESHOLD);
        if (model.equals(MULTILINGUAL) && !terms.language().isEmpty()) {
            SocketQuery.add(query, "language_hint", terms.languageCode());
        }
        terms.keywords().forEach(word -> SocketQuery.add(query, "keyterm", word));
        return service.address("/v2/listen", query);
    }

    /** An agent that speaks another language is not heard in English. */
    private String model(ListeningTerms terms) {
        String asked = service.modelFor(terms);
        boolean english = terms.language().isEmpty() || terms.languageCode().equalsIgnoreCase("en");
        return asked.equals(ENGLISH) && !english ? MULTILINGUAL : asked;
    }

    /** Deepgram recommends 80 ms. */
    @Override
    public int framesAtOnce() {
        return 4;
    }

    /** There is no message for it, unlike with Nova. */
    @Override
    public @Nullable String keepAlive() {
        return null;
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public void read(JsonNode message, StreamedTurns turns, StreamedListening.Stream stream) {
        switch (message.path("type").asText()) {
            case "TurnInfo" -> turn(message, turns, stream);
            case "Error" -> stream.broken(DeepgramService.complaint(message));
            default -> {
                // Connected, and what may come to the protocol
            }
        }
    }

    private static void turn(JsonNode message, StreamedTurns turns, StreamedListening.Stream stream) {
        String words = StreamedTurns.text(message.path("transcript"));
        double heard = message.path("audio_window_end").asDouble();
        switch (message.path("event").asText()) {
            case "StartOfTurn" -> {
                turns.begin();
                turns.partial(words);
            }
            case "Update" -> {
                turns.partial(words);
                if (!turns.isOpen()) {
                    stream.recognisedUntil(heard - BEFORE_A_TURN_SECONDS);
                }
            }
            case "EagerEndOfTurn" -> {
                turns.partial(words);
                turns.stopped(stream.millisSince(lastWordEnd(message, heard)));
            }
            case "TurnResumed" -> {
                turns.begin();
                turns.partial(words);
            }
            case "EndOfTurn" -> {
                turns.words(words);
                turns.stopped(stream.millisSince(lastWordEnd(message, heard)));
                turns.end();
                stream.recognisedUntil(heard);
            }
            default -> {
                // what may come to the protocol
            }
        }
    }

    private static double lastWordEnd(JsonNode message, double otherwise) {
        JsonNode words = message.path("words");
        return words.path(words.size() - 1).path("end").asDouble(otherwise);
    }
}
