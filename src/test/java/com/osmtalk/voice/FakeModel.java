package com.osmtalk.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A model behind a real socket that answers one request after the other as the test wrote down, and then none. */
public final class FakeModel implements AutoCloseable {
    /** Answers one request; whatever it leaves open is closed after it. */
    @FunctionalInterface
    public interface Answer {
        void write(Completion completion) throws IOException, InterruptedException;
    }

    private final StubServer peer;

    public FakeModel(Answer... answers) {
        try {
            peer = new StubServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peer.will(Stream.concat(Stream.of(answers).map(FakeModel::reaction), Stream.of(StubServer.silence()))
                .toArray(StubServer.Reaction[]::new));
    }

    private static StubServer.Reaction reaction(Answer answer) {
        return (request, connection) -> {
            try (connection) {
                answer.write(new Completion(connection));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    public String url() {
        return peer.url().toString();
    }

    public URI baseUrl() {
        return URI.create(url() + "/v1");
    }

    public List<StubServer.Received> received() {
        return peer.received();
    }

    /** What a request said; missing when it said nothing. */
    public JsonNode request(int index) {
        try {
            return Json.MAPPER.readTree(peer.received().get(index).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says all this, in pieces, and finishes properly. */
    public static Answer says(String... pieces) {
        return completion -> {
            completion.eventStream();
            for (String piece : pieces) {
                completion.content(piece);
            }
            completion.finish("stop");
        };
    }

    /** Asks for a tool, its arguments in two pieces. */
    public static Answer uses(String tool, String arguments) {
        return completion -> {
            completion.eventStream();
            completion.tool(0, tool, arguments);
            completion.finish("tool_calls");
        };
    }

    public static Answer status(int status, String body) {
        return completion -> completion.plain(status, "application/json", body);
    }

    /** What the client reads. */
    public static final class Completion {
        private final Socket connection;

        Completion(Socket connection) {
            this.connection = connection;
        }

        public void raw(String text) throws IOException {
            StubServer.write(connection, text);
        }

        public void plain(int status, String type, String body) throws IOException {
            raw("HTTP/1.1 " + status + " Something\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
        }

        public void eventStream() throws IOException {
            raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        }

        public void event(JsonNode chunk) throws IOException {
            raw("data: " + chunk + "\n\n");
        }

        public void content(String text) throws IOException {
            ObjectNode chunk = Json.MAPPER.createObjectNode();
            chunk.putArray("choices").addObject().putObject("delta").put("content", text);
            event(chunk);
        }

        public void tool(int index, String name, String arguments) throws IOException {
            int half = arguments.length() / 2;
            ObjectNode first = Json.MAPPER.createObjectNode();
            first.putArray("choices")
                    .addObject()
                    .putObject("delta")
                    .putArray("tool_calls")
                    .addObject()
                    .put("index", index)
                    .put("id", "tool_" + index)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", name)
                    .put("arguments", arguments.substring(0, half));
            event(first);
            ObjectNode second = Json.MAPPER.createObjectNode();
            second.putArray("choices")
                    .addObject()
                    .putObject("delta")
                    .putArray("tool_calls")
                    .addObject()
                    .put("index", index)
                    .putObject("function")
                    .put("arguments", arguments.substring(half));
            event(second);
        }

        public void finish(String reason) throws IOException {
            ObjectNode last = Json.MAPPER.createObjectNode();
            last.putArray("choices").addObject().put("finish_reason", reason).putObject("delta");
            event(last);
            ObjectNode usage = Json.MAPPER.createObjectNode();
            usage.putArray("choices");
            usage.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 7);
            event(usage);
            raw("data: [DONE]\n\n");
        }
    }
}
