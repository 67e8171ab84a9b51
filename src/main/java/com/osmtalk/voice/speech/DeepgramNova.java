package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Deepgram's live recognition with its Nova models: words while they are spoken, and the end of speech by silence.
 *
 * @see <a href="https://developers.deepgram.com/reference/speech-to-text/listen-streaming">Live audio</a>
 */
final class DeepgramNova implements StreamedListening.Protocol {
    /** Silence that ends speech; whether the caller is done is for the call's turn taking, which waits longer. */
    private static final int ENDPOINTING_MILLIS = 300;
    /** For speech over noise, in which there is no silence: no new word for so long. It may not be less. */
    private static final int UTTERANCE_END_MILLIS = 1_000;

    /** A finished piece of this length without a word, of a turn that is open: it was noise, or is over. */
    private static final double SILENCE_SECONDS = 1;

    private final DeepgramService service;

    DeepgramNova(DeepgramService service) {
        this.service = service;
    }

    @Override
    public SpeechAddress address(ListeningTerms terms) {
        String model = service.modelFor(terms);
        StringBuilder query = new StringBuilder("model=").append(SocketQuery.encoded(model));
        SocketQuery.add(query, "encoding", "linear16");
        SocketQuery.add(query, "sample_rate", "16000");
        SocketQuery.add(query, "channels", "1");
        SocketQuery.add(query, "interim_results", "true");
        SocketQuery.add(query, "punctuate", "true");
        SocketQuery.add(query, "vad_events", "true");
        SocketQuery.add(query, "endpointing", Integer.toString(ENDPOINTING_MILLIS));
        SocketQuery.add(query, "utterance_end_ms", Integer.toString(UTTERANCE_END_MILLIS));
        if (!terms.language().isEmpty()) {
            SocketQuery.add(query, "language", terms.language());
        }
        // keyterms came with the third generation; the second has keywords
        String parameter = model.startsWith("nova-3") ? "keyterm" : "keywords";
        terms.keywords().forEach(word -> SocketQuery.add(query, parameter, word));
        return service.address("/v1/listen", query);
    }

    @Override
    public int framesAtOnce() {
        return 2;
    }

    @Override
    public String keepAlive() {
        return "{\"type\":\"KeepAlive\"}";
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public void read(JsonNode message, StreamedTurns turns, StreamedListening.Stream stream) {
        switch (message.path("type").asText()) {
            case "SpeechStarted" -> turns.begin(message.path("timestamp").asDouble());
            case "Results" -> results(message, turns, stream);
            case "UtteranceEnd" -> {
                turns.stopped(stream.millisSince(message.path("last_word_end").asDouble()));
                turns.end();
            }
            case "Error" -> stream.broken(DeepgramService.complaint(message));
            default -> {
                // Metadata, and what may come to the protocol
            }
        }
    }

    private static void results(JsonNode message, StreamedTurns turns, StreamedListening.Stream stream) {
        JsonNode said = message.path("channel").path("alternatives").path(0);
        String words = StreamedTurns.text(said.path("transcript"));
        if (!message.path("is_final").asBoolean()) {
            turns.partial(words);
            return;
        }
        turns.words(words);
        double start = message.path("start").asDouble();
        double duration = message.path("duration").asDouble();
        double end = start + duration;
        stream.recognisedUntil(end);
        boolean silent = words.isEmpty() && duration >= SILENCE_SECONDS && start >= turns.beganAt();
        if (silent || message.path("speech_final").asBoolean()) {
            turns.stopped(stream.millisSince(lastWordEnd(said, end)));
            turns.end();
        }
    }

    private static double lastWordEnd(JsonNode said, double otherwise) {
        JsonNode last = said.path("words").path(said.path("words").size() - 1);
        return last.path("end").asDouble(otherwise);
    }
}
