package com.osmtalk.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A web server on a real socket that answers each request as the test wrote down, with server-sent events or anything else. */
public final class FakeModel implements AutoCloseable {
    /** Answers one request; whatever it leaves open is closed after it. */
    @FunctionalInterface
    public interface Answer {
        void write(Peer peer) throws IOException, InterruptedException;
    }

    public final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    public final List<String> heads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    public FakeModel(Answer... answers) {
        try {
            server = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answers.addAll(List.of(answers));
        Thread acceptor = new Thread(this::accept, "fake-model");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public URI baseUrl() {
        return URI.create(url() + "/v1");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "fake-model-peer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = readHead(in);
            heads.add(head);
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            byte[] body = in.readNBytes(length);
            requests.add(length == 0 ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(body));
            answers.take().write(new Peer(socket.getOutputStream()));
        } catch (IOException gone) {
            // the client went away, which some tests want
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says all this, in pieces, and finishes properly. */
    public static Answer says(String... pieces) {
        return peer -> {
            peer.eventStream();
            for (String piece : pieces) {
                peer.content(piece);
            }
            peer.finish("stop");
        };
    }

    /** Asks for a tool, its arguments in two pieces. */
    public static Answer uses(String tool, String arguments) {
        return peer -> {
            peer.eventStream();
            peer.tool(0, tool, arguments);
            peer.finish("tool_calls");
        };
    }

    public static Answer status(int status, String body) {
        return peer -> peer.plain(status, "application/json", body);
    }

    /** The client's end. */
    public static final class Peer {
        private final OutputStream out;

        Peer(OutputStream out) {
            this.out = out;
        }

        public void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
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
