package com.osmtalk.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An MCP client that speaks lines, as over stdio, to a server in the same process; a pair of sockets is the pipe. */
public final class Lines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MS = 120_000;

    private final Socket near;
    private final BufferedReader in;
    private final Thread server;
    private final List<JsonNode> notifications = new ArrayList<>();
    private int nextId = 1;

    /** What serves one client over its input and output until the input ends. */
    public interface Server {
        void stdio(InputStream in, OutputStream out) throws InterruptedException;
    }

    public Lines(OsmTalkMcp mcp) throws IOException {
        this(mcp::stdio);
    }

    public Lines(Server mcp) throws IOException {
        Socket far;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            near = new Socket(listener.getInetAddress(), listener.getLocalPort());
            far = listener.accept();
        }
        near.setSoTimeout(TIMEOUT_MS);
        in = new BufferedReader(new InputStreamReader(near.getInputStream(), StandardCharsets.UTF_8));
        server = new Thread(() -> {
            try (far) {
                mcp.stdio(far.getInputStream(), new Pieces(far.getOutputStream()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Shakes hands as every client does. */
    public Lines initialized() throws IOException {
        request(
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "test", "version", "1")));
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    public void send(String line) throws IOException {
        sendBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void sendBytes(byte[] bytes) throws IOException {
        near.getOutputStream().write(bytes);
        near.getOutputStream().flush();
    }

    /** Sends a request and gives its id. */
    public int begin(String method, Object params) throws IOException {
        int id = nextId++;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.put("params", params);
        send(JSON.writeValueAsString(request));
        return id;
    }

    /** The whole response to a request. */
    public JsonNode request(String method, Object params) throws IOException {
        return response(begin(method, params));
    }

    /** The result of a tool call. */
    public JsonNode call(String tool, Map<String, ?> arguments) throws IOException {
        return request("tools/call", Map.of("name", tool, "arguments", arguments))
                .get("result");
    }

    public JsonNode response(int id) throws IOException {
        while (true) {
            JsonNode message = next().orElseThrow(() -> new AssertionError("the server went without answering " + id));
            if (message.path("id").asInt(-1) == id) {
                return message;
            }
            notifications.add(message);
        }
    }

    /** The next message of any kind; empty when the server has ended the connection. */
    public Optional<JsonNode> next() throws IOException {
        String line = in.readLine();
        return line == null ? Optional.empty() : Optional.of(JSON.readTree(line));
    }

    /** What the server says within a moment, if anything. */
    public Optional<JsonNode> nextWithin(int millis) throws IOException {
        near.setSoTimeout(millis);
        try {
            return next();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } finally {
            near.setSoTimeout(TIMEOUT_MS);
        }
    }

    /** Messages that came while waiting for responses. */
    public List<JsonNode> notifications() {
        return notifications;
    }

    /** Ends our output, as a client does that wants the server to go. */
    public void endInput() throws IOException {
        near.shutdownOutput();
    }

    /** True when the server has returned within the time. */
    public boolean serverEnds(long millis) throws InterruptedException {
        server.join(millis);
        return !server.isAlive();
    }

    @Override
    public void close() throws IOException {
        near.close();
    }

    /** Writes in pieces, as a pipe does that is smaller than the message: two writers at once would mix. */
    private static final class Pieces extends FilterOutputStream {
        Pieces(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = 0; i < length; i += 512) {
                out.write(bytes, offset + i, Math.min(512, length - i));
                Thread.yield();
            }
        }
    }
}
