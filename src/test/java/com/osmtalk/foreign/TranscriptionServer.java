package com.osmtalk.foreign;

import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.audio.WaveFormatException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A recogniser behind OpenAI's protocol for whole utterances.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">Create transcription</a>
 */
final class TranscriptionServer implements AutoCloseable {
    static final String KEY = "sk-transcription";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final PocketSphinx recogniser;

    TranscriptionServer(PocketSphinx recogniser) {
        this.recogniser = recogniser;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/audio/transcriptions", this::transcribe);
        server.createContext("/v1/models", exchange -> answer(exchange, 200, Map.of("data", List.of())));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void transcribe(HttpExchange exchange) throws IOException {
        // as Latin-1 each byte is one character, so that places in the text are places in the bytes
        byte[] body = exchange.getRequestBody().readAllBytes();
        String form = new String(body, StandardCharsets.ISO_8859_1);
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, Map.of("error", Map.of("message", "Incorrect API key provided")));
            return;
        }
        int file = form.indexOf("name=\"file\"");
        if (file < 0 || !form.contains("name=\"model\"")) {
            answer(exchange, 400, Map.of("error", Map.of("message", "file and model are required")));
            return;
        }
        int start = form.indexOf("\r\n\r\n", file) + 4;
        int end = form.indexOf("\r\n--", start);
        try {
            byte[] sound = Wave.sound(Arrays.copyOfRange(body, start, end));
            String text = String.join(" ", recogniser.sentences(sound, 0, sound.length, 2));
            answer(exchange, 200, Map.of("text", text));
        } catch (WaveFormatException e) {
            answer(exchange, 400, Map.of("error", Map.of("message", "Invalid file format")));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
