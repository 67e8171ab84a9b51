package com.osmtalk.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does what a test tells it to, right or wrong, and keeps what it was sent. */
public final class StubServer implements AutoCloseable {
    /** @param headers by lower-case name */
    public record Received(String method, String target, Map<String, String> headers, String body) {
        public String path() {
            return target.split("\\?", 2)[0];
        }

        public String query() {
            return target.contains("?") ? target.split("\\?", 2)[1] : "";
        }
    }

    @FunctionalInterface
    public interface Reaction {
        void to(Received request, Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reaction> reactions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Reaction last = StubServer.answer(500, "{}");
    private volatile boolean resets;

    public StubServer() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Reacts to one request after the other; to any further one as to the last. */
    public StubServer will(Reaction... inTurn) {
        reactions.addAll(List.of(inTurn));
        last = inTurn[inTurn.length - 1];
        return this;
    }

    /** Resets every connection as soon as something comes, without reading on. */
    public StubServer willResetAtTheFirstByte() {
        resets = true;
        return this;
    }

    public List<Received> received() {
        return received;
    }

    public Received only() {
        if (received.size() != 1) {
            throw new AssertionError("received " + received.size() + " requests: " + received);
        }
        return received.get(0);
    }

    public int connections() {
        return accepted.get();
    }

    public static Reaction answer(int status, String json, String... headers) {
        return answerAs("application/json", status, json, headers);
    }

    public static Reaction error(int status, String code, String... headers) {
        return answer(status, "{\"error\":\"It is so.\",\"code\":\"" + code + "\",\"requestId\":\"req_1\"}", headers);
    }

    public static Reaction html(int status) {
        return answerAs("text/html", status, "<html><body><h1>Bad Gateway</h1></body></html>");
    }

    public static Reaction answerAs(String contentType, int status, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return raw("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\n" + more + "Content-Length: "
                + length + "\r\n\r\n" + body);
    }

    public static Reaction raw(String bytes) {
        return (request, connection) -> write(connection, bytes);
    }

    public static Reaction rawAndClose(String bytes) {
        return (request, connection) -> {
            write(connection, bytes);
            connection.close();
        };
    }

    public static Reaction silence() {
        return (request, connection) -> {};
    }

    public static Reaction hangUp() {
        return (request, connection) -> connection.close();
    }

    /** Sends a TCP reset after these bytes. */
    public static Reaction reset(String bytes) {
        return (request, connection) -> {
            write(connection, bytes);
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    public static void write(Socket connection, String bytes) throws IOException {
        connection.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (resets) {
                connection.getInputStream().read();
                connection.setSoLinger(true, 0);
                return;
            }
            Received request = read(connection.getInputStream());
            while (request != null) {
                received.add(request);
                Reaction next = reactions.poll();
                (next == null ? last : next).to(request, connection);
                request = connection.isClosed() ? null : read(connection.getInputStream());
            }
        } catch (IOException gone) {
            // the client has left, as some of the tests want it to
            return;
        }
    }

    private static Received read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        String[] first = lines[0].split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
