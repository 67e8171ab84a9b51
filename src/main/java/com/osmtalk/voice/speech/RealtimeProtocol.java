package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Resampler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of OpenAI's realtime protocol, for transcription, on one connection. Servers that follow it differ:
 * OpenAI wants 24,000 samples a second and refuses fields it does not know; speaches and LocalAI also know the fields
 * of the protocol's first form; vLLM wants 16,000, the model beside the session, and is told of an utterance's
 * beginning as well as of its end. vLLM is known by the way it tells of its session.
 *
 * <p>A message of sound is written into a buffer that is used again.
 *
 * @see <a href="https://platform.openai.com/docs/guides/realtime-transcription">Realtime transcription</a>
 */
final class RealtimeProtocol {
    /** Of a message: 100 ms. */
    static final int FRAMES = 5;

    /** What is known of a session of which a server tells nothing. */
    static final JsonNode UNTOLD = Json.MAPPER.createObjectNode().putObject("session");

    private static final String COMMIT = "{\"type\":\"input_audio_buffer.commit\"}";
    private static final String COMMIT_LAST = "{\"type\":\"input_audio_buffer.commit\",\"final\":true}";
    private static final byte[] APPEND =
            "{\"type\":\"input_audio_buffer.append\",\"audio\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] APPENDED = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int RATE = 24_000;
    private static final int SAMPLES = Pcm.FRAME_BYTES / 2;

    private final boolean vllm;
    private final @Nullable Resampler resampler;
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private final short[] in = new short[FRAMES * SAMPLES];
    private final short[] out = new short[FRAMES * SAMPLES * 2];
    /** By the number of frames, since the encoder takes whole arrays. */
    private final byte[][] sounds = new byte[FRAMES + 1][];

    private final byte[] encoded = new byte[FRAMES * Pcm.FRAME_BYTES * 3];
    private final ByteBuffer message = ByteBuffer.allocate(encoded.length + APPEND.length + APPENDED.length);

    private RealtimeProtocol(boolean vllm) {
        this.vllm = vllm;
        this.resampler = vllm ? null : new Resampler(Pcm.SAMPLES_PER_SECOND, RATE);
    }

    /** @param created how the server told of its session */
    static RealtimeProtocol of(JsonNode created) {
        boolean standard = created.has("session") || created == UNTOLD;
        return new RealtimeProtocol(!standard && created.has("created"));
    }

    static SpeechAddress address(SpeechSettings.Service service, ListeningTerms terms) {
        StringBuilder query = new StringBuilder("intent=transcription");
        if (!service.isAtVendor()) {
            // OpenAI refuses the model here, speaches demands it
            SocketQuery.add(query, "model", model(service, terms));
        }
        String key = service.keyOrNone();
        Map<String, String> headers = key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
        return service.address("/realtime?" + query, headers);
    }

    private static String model(SpeechSettings.Service service, ListeningTerms terms) {
        return service.modelFor(terms.provider(), terms.model());
    }

    /** What the session is to be like: turns are not the server's business. */
    String update(SpeechSettings.Service service, ListeningTerms terms) {
        String model = model(service, terms);
        ObjectNode update = Json.MAPPER.createObjectNode().put("type", "session.update");
        ObjectNode session = update.putObject("session").put("type", "transcription");
        ObjectNode input = session.putObject("audio").putObject("input");
        input.putObject("format").put("type", "audio/pcm").put("rate", RATE);
        ObjectNode transcription = input.putObject("transcription").put("model", model);
        if (!terms.language().isEmpty()) {
            transcription.put("language", terms.languageCode());
        }
        if (!terms.keywords().isEmpty()) {
            transcription.put("prompt", String.join(", ", terms.keywords()));
        }
        input.putNull("turn_detection");
        if (!service.isAtVendor()) {
            update.put("model", model);
            session.set("input_audio_transcription", transcription.deepCopy());
            session.putNull("turn_detection");
        }
        return update.toString();
    }

    void begin(SpeechSocket socket) {
        if (vllm) {
            socket.send(COMMIT);
        }
    }

    void commit(SpeechSocket socket) {
        socket.send(vllm ? COMMIT_LAST : COMMIT);
    }

    /** Sends frames of the ring; gives false when the socket takes no more. */
    boolean append(SpeechSocket socket, FrameRing ring, long from, int count) {
        byte[] sound = sound(ring, from, count);
        int length = Base64.getEncoder().encode(sound, encoded);
        message.clear();
        message.put(APPEND).put(encoded, 0, length).put(APPENDED).flip();
        return socket.sendText(message);
    }

    private byte[] sound(FrameRing ring, long from, int count) {
        for (int i = 0; i < count; i++) {
            ring.copy(from + i, frame, 0);
            for (int at = 0; at < SAMPLES; at++) {
                in[i * SAMPLES + at] = Pcm.sample(frame, 2 * at);
            }
        }
        // a frame makes a whole number of samples at either rate, so that all arrays of a count are of one length
        int samples = resampler == null ? count * SAMPLES : resampler.resample(in, count * SAMPLES, out);
        byte[] sound = sounds[count];
        if (sound == null || sound.length != 2 * samples) {
            sound = new byte[2 * samples];
            sounds[count] = sound;
        }
        short[] source = resampler == null ? in : out;
        for (int at = 0; at < samples; at++) {
            Pcm.put(sound, 2 * at, source[at]);
        }
        return sound;
    }

    /** An error as the server words it. */
    static String complaint(JsonNode message) {
        JsonNode error = message.path("error");
        String text = StreamedTurns.text(error.isTextual() ? error : error.path("message"));
        return text.isEmpty() ? "it does not say what" : text;
    }
}
