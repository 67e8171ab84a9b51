package com.osmtalk.voice.speech;

import com.osmtalk.Waiting;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A speech service on a real socket of this machine, which does what a test says and remembers what it was sent. */
public final class FakeSpeechService implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** In the order in which they were opened. */
    final List<Connection> connections = new CopyOnWriteArrayList<>();

    private final Map<WebSocket, Connection> bySocket = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private final Server server = new Server();
    private volatile Consumer<Connection> greeting = connection -> {};

    public FakeSpeechService() {
        server.setReuseAddr(true);
        server.setDaemon(true);
        server.setConnectionLostTimeout(0);
        server.start();
        listening.join();
    }

    /** What it does with each new connection. */
    public FakeSpeechService greets(Consumer<Connection> with) {
        greeting = with;
        return this;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public Connection connection(int index) {
        Waiting.untilTrue(LIMIT, () -> connections.size() > index);
        return connections.get(index);
    }

    @Override
    public void close() {
        try {
            server.stop(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, from the service's side. */
    public static final class Connection {
        final String resource;
        final Map<String, String> headers;
        final List<String> texts = new CopyOnWriteArrayList<>();
        private final WebSocket socket;
        private volatile Consumer<String> onText = text -> {};
        private int bytes;
        private volatile boolean closed;
        private volatile int pongs;
        private short firstSample;

        Connection(WebSocket socket, ClientHandshake handshake) {
            this.socket = socket;
            this.resource = handshake.getResourceDescriptor();
            this.headers = Map.of(
                    "authorization", handshake.getFieldValue("Authorization"),
                    "xi-api-key", handshake.getFieldValue("xi-api-key"));
        }

        /** The texts it was sent. */
        public List<String> texts() {
            return List.copyOf(texts);
        }

        /** What it does with each text, from now on. */
        public void answers(Consumer<String> with) {
            onText = with;
        }

        public void send(String text) {
            socket.send(text);
        }

        public void send(byte[] sound) {
            socket.send(sound);
        }

        /** Waits until the other side has dealt with all that was sent before, its opening too. */
        void awaitPong() {
            int before = pongs;
            socket.sendPing();
            Waiting.untilTrue(LIMIT, () -> pongs > before);
        }

        /** Ends it without a word, as a machine that goes down does. */
        public void drop() {
            socket.closeConnection(1006, "");
        }

        void close(int code, String reason) {
            socket.close(code, reason);
        }

        synchronized int bytes() {
            return bytes;
        }

        /** The first sample of the sound that came on this connection. */
        synchronized short firstSample() {
            return firstSample;
        }

        boolean isClosed() {
            return closed;
        }

        private synchronized void take(ByteBuffer sound) {
            if (bytes == 0) {
                firstSample = (short) (sound.get(0) & 0xff | sound.get(1) << 8);
            }
            bytes += sound.remaining();
        }

        public void awaitBytes(int atLeast) {
            Waiting.untilTrue(LIMIT, () -> bytes() >= atLeast);
        }

        public void awaitText(String part) {
            Waiting.untilTrue(LIMIT, () -> texts.stream().anyMatch(text -> text.contains(part)));
        }
    }

    private final class Server extends WebSocketServer {
        Server() {
            super(new InetSocketAddress("127.0.0.1", 0), 1);
        }

        @Override
        public void onStart() {
            listening.complete(null);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            Connection connection = new Connection(socket, handshake);
            bySocket.put(socket, connection);
            greeting.accept(connection);
            connections.add(connection);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            Connection connection = bySocket.get(socket);
            connection.texts.add(message);
            connection.onText.accept(message);
        }

        @Override
        public void onMessage(WebSocket socket, ByteBuffer message) {
            bySocket.get(socket).take(message);
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata pong) {
            Connection connection = bySocket.get(socket);
            if (connection != null) {
                connection.pongs++;
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            Connection connection = bySocket.get(socket);
            if (connection != null) {
                connection.closed = true;
            }
        }

        @Override
        public void onError(WebSocket socket, Exception e) {
            listening.completeExceptionally(e);
        }
    }
}
