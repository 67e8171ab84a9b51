package com.osmtalk.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/**
 * A recogniser behind Deepgram's stream: sound comes in as it is spoken, and the words of what was said go out when the
 * speaker has paused.
 *
 * @see <a href="https://developers.deepgram.com/reference/speech-to-text/listen-streaming">Live audio</a>
 */
final class DeepgramServer implements AutoCloseable {
    static final String KEY = "deepgram-key";

    private final PocketSphinx recogniser;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Sockets sockets = new Sockets();

    DeepgramServer(PocketSphinx recogniser) {
        this.recogniser = recogniser;
        sockets.setReuseAddr(true);
        sockets.start();
        try {
            started.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + sockets.getPort());
    }

    @Override
    public void close() {
        try {
            sockets.stop(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private final class Sockets extends WebSocketServer {
        Sockets() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
                WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
            if (!request.getFieldValue("Authorization").equals("Token " + KEY)
                    || !request.getResourceDescriptor().startsWith("/v1/listen?")) {
                throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "Invalid credentials.");
            }
            return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake request) {
            socket.setAttachment(new Stream(socket, request.getResourceDescriptor()));
        }

        @Override
        public void onMessage(WebSocket socket, ByteBuffer sound) {
            socket.<Stream>getAttachment().sound(sound);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            try {
                JsonNode json = Json.MAPPER.readTree(message);
                socket.<Stream>getAttachment().command(json.path("type").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket socket, Exception error) {}

        @Override
        public void onStart() {
            started.complete(null);
        }
    }

    /** What one speaker has said since the last pause. */
    private final class Stream {
        private static final int LOUD = 500;

        private final WebSocket socket;
        private final boolean companded;
        private final int bytesPerMillisecond;
        private final int endpointing;
        private final int step;
        private ByteArrayOutputStream said = new ByteArrayOutputStream();
        private boolean speaking;
        private int quietMilliseconds;
        private double voiceEnd;
        private double now;

        Stream(WebSocket socket, String address) {
            this.socket = socket;
            companded = parameter(address, "encoding", "linear16").equals("mulaw");
            int rate = Integer.parseInt(parameter(address, "sample_rate", "8000"));
            step = rate / 8_000;
            bytesPerMillisecond = rate / 1_000 * 2;
            endpointing =
                    Integer.parseInt(parameter(address, "endpointing", "300").replaceAll("true|false", "300"));
        }

        private static String parameter(String address, String name, String otherwise) {
            for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
                if (pair.startsWith(name + "=")) {
                    return pair.substring(name.length() + 1);
                }
            }
            return otherwise;
        }

        void sound(ByteBuffer sound) {
            byte[] pcm = companded ? decoded(sound) : bytes(sound);
            int milliseconds = pcm.length / bytesPerMillisecond;
            now += milliseconds / 1e3;
            said.writeBytes(pcm);
            if (loudest(pcm) > LOUD) {
                if (!speaking) {
                    send(Map.of("type", "SpeechStarted", "channel", List.of(0), "timestamp", now));
                }
                voiceEnd = now;
                speaking = true;
                quietMilliseconds = 0;
            } else {
                quietMilliseconds += milliseconds;
            }
            if (speaking && quietMilliseconds >= endpointing) {
                result(true, false);
            } else if (!speaking && said.size() > 400 * bytesPerMillisecond) {
                // what is kept of the silence before a word
                byte[] silence = said.toByteArray();
                said = new ByteArrayOutputStream();
                int kept = 200 * bytesPerMillisecond;
                said.write(silence, silence.length - kept, kept);
            }
        }

        void command(String type) {
            switch (type) {
                case "Finalize" -> result(false, true);
                case "CloseStream" -> {
                    result(false, true);
                    send(Map.of("type", "Metadata", "request_id", "1", "duration", now, "channels", 1));
                    threads.execute(() -> socket.close(CloseFrame.NORMAL));
                }
                case "KeepAlive" -> {}
                default -> send(Map.of("type", "Error", "description", "Unknown message " + type));
            }
        }

        private void result(boolean paused, boolean asked) {
            byte[] pcm = said.toByteArray();
            said = new ByteArrayOutputStream();
            boolean words = speaking;
            speaking = false;
            quietMilliseconds = 0;
            String text = words ? String.join(" ", recogniser.sentences(pcm, 0, pcm.length, step)) : "";
            double start = now - pcm.length / bytesPerMillisecond / 1e3;
            List<Map<String, Object>> all = text.isEmpty()
                    ? List.of()
                    : List.of(Map.of("word", text, "start", start, "end", voiceEnd, "confidence", 0.9));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("type", "Results");
            result.put("channel_index", List.of(0, 1));
            result.put("start", start);
            result.put("duration", now - start);
            result.put("is_final", true);
            result.put("speech_final", paused);
            result.put("from_finalize", asked);
            result.put(
                    "channel",
                    Map.of("alternatives", List.of(Map.of("transcript", text, "confidence", 0.9, "words", all))));
            send(result);
        }

        private void send(Map<String, ?> message) {
            try {
                String json = Json.MAPPER.writeValueAsString(message);
                if (socket.isOpen()) {
                    socket.send(json);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] bytes(ByteBuffer sound) {
            byte[] bytes = new byte[sound.remaining()];
            sound.get(bytes);
            return bytes;
        }

        /** G.711 µ-law, after ITU-T's table. */
        private static byte[] decoded(ByteBuffer sound) {
            byte[] pcm = new byte[sound.remaining() * 2];
            for (int i = 0; sound.hasRemaining(); i += 2) {
                int code = ~sound.get() & 0xff;
                int magnitude = (((code & 0x0f) << 3) + 0x84 << (code >> 4 & 7)) - 0x84;
                int sample = (code & 0x80) != 0 ? -magnitude : magnitude;
                pcm[i] = (byte) sample;
                pcm[i + 1] = (byte) (sample >> 8);
            }
            return pcm;
        }

        private static int loudest(byte[] pcm) {
            int loudest = 0;
            for (int i = 0; i + 1 < pcm.length; i += 2) {
                loudest = Math.max(loudest, Math.abs((pcm[i + 1] << 8) | (pcm[i] & 0xff)));
            }
            return loudest;
        }
    }
}
