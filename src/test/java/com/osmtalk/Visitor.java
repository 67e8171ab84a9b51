package com.osmtalk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.WebCall;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ServerHandshake;

/** Somebody with a browser: holds a web call and remembers what came. */
public final class Visitor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    public final List<JsonNode> events = new CopyOnWriteArrayList<>();
    public final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final WebSocketClient socket;

    private Visitor(URI url, Map<String, String> headers) {
        socket = new WebSocketClient(url, headers) {
            @Override
            public void onOpen(ServerHandshake handshake) {
                open.complete(true);
            }

            @Override
            public void onMessage(String text) {
                events.add(parsed(text));
            }

            @Override
            public void onMessage(ByteBuffer bytes) {
                byte[] frame = new byte[bytes.remaining()];
                bytes.get(frame);
                frames.add(frame);
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {
                open.complete(false);
                closed.complete(code);
            }

            @Override
            public void onError(Exception fault) {
                open.complete(false);
            }
        };
        socket.setDaemon(true);
        socket.setConnectionLostTimeout(0);
        socket.connect();
    }

    /** Opens the socket and shows nothing yet. */
    public static Visitor at(String url) {
        return new Visitor(URI.create(url), Map.of());
    }

    public static Visitor at(String url, String origin) {
        return new Visitor(URI.create(url), Map.of("Origin", origin));
    }

    /** Opens the socket and begins the call. */
    public static Visitor join(WebCall call) {
        Visitor visitor = at(call.url());
        visitor.start(call.token());
        visitor.await("session.started");
        return visitor;
    }

    public boolean isLetIn() {
        return open.join();
    }

    public void start(String token) {
        send("{\"type\": \"session.start\", \"token\": \"" + token + "\"}");
    }

    public void say(String text) {
        send(Json.MAPPER
                .createObjectNode()
                .put("type", "caller.text")
                .put("text", text)
                .toString());
    }

    public void send(String message) {
        open.join();
        socket.send(message);
    }

    public void send(byte[] frame) {
        open.join();
        socket.send(frame);
    }

    /** Sends again and again, until the server closes the socket at the latest. */
    public void flood(int times, Runnable send) {
        try {
            for (int i = 0; i < times; i++) {
                send.run();
            }
        } catch (WebsocketNotConnectedException shownOut) {
            // what the server sent before it did so is there
        }
    }

    /** The first event of a type. */
    public JsonNode await(String type) {
        return await(event -> event.path("type").asText().equals(type), type);
    }

    /** The first event of a type that is final, or is not. */
    public JsonNode await(String type, boolean isFinal) {
        return await(
                event -> event.path("type").asText().equals(type)
                        && event.path("final").asBoolean() == isFinal,
                type);
    }

    /** The first final line of the agent with these words in it. */
    public JsonNode awaitAgent(String words) {
        return await(
                event -> event.path("type").asText().equals("agent.text")
                        && event.path("final").asBoolean()
                        && event.path("text").asText().contains(words),
                "the agent saying " + words);
    }

    public JsonNode awaitError(String code) {
        return await(event -> event.path("code").asText().equals(code), "the error " + code);
    }

    private JsonNode await(Predicate<JsonNode> wanted, String what) {
        try {
            return Waiting.until(
                    LIMIT, () -> events.stream().filter(wanted).findFirst().or(Optional::empty));
        } catch (AssertionError e) {
            throw new AssertionError("no " + what + "; came: " + events, e);
        }
    }

    /** The code the server closed with. */
    public int closeCode() {
        return Waiting.until(LIMIT, () -> closed.isDone() ? Optional.of(closed.join()) : Optional.empty());
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** The types of what came, in order. */
    public List<String> types() {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    public void hangUp() {
        socket.close();
    }

    @Override
    public void close() {
        socket.closeConnection(1000, "test is over");
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}
