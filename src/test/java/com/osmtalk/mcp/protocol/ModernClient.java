package com.osmtalk.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client of 2026-07-28 over HTTP, byte by byte. What it sends is right until a test changes it: each change gives
 * another client.
 */
public final class ModernClient {
    public static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    public static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    public static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
    public static final String TASKS = "io.modelcontextprotocol/tasks";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final Map<String, Object> meta;
    private final Map<String, String> headers;

    public ModernClient(URI url) {
        this(url, Map.of(VERSION, "2026-07-28", CAPABILITIES, Map.of()), Map.of());
    }

    private ModernClient(URI url, Map<String, Object> meta, Map<String, String> headers) {
        this.url = url;
        this.meta = meta;
        this.headers = headers;
    }

    /** @param value null to leave it out */
    public ModernClient meta(String name, Object value) {
        return new ModernClient(url, with(meta, name, value), headers);
    }

    /** @param value null to leave out even what would be sent otherwise */
    public ModernClient header(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value == null ? "" : value);
        return new ModernClient(url, meta, more);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        if (value == null) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return more;
    }

    /** @param params with what is there of {@code _meta} */
    public Map<String, Object> params(Map<String, ?> params) {
        Map<String, Object> whole = new LinkedHashMap<>(params);
        if (!meta.isEmpty()) {
            whole.put("_meta", meta);
        }
        return whole;
    }

    public Answer post(String method, Map<String, ?> params) throws IOException {
        try (Stream stream = open(method, params)) {
            return stream.answer();
        }
    }

    public Answer call(String tool, Map<String, ?> arguments) throws IOException {
        return post("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    /** Sends a request with the id {@code "a-1"}, and leaves the answer to be read. */
    public Stream open(String method, Map<String, ?> params) throws IOException {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("MCP-Protocol-Version", String.valueOf(meta.getOrDefault(VERSION, "2026-07-28")));
        all.put("Mcp-Method", method);
        for (String named : new String[] {"name", "uri", "taskId"}) {
            if (params.get(named) instanceof String name) {
                all.put("Mcp-Name", name);
            }
        }
        all.putAll(headers);
        return send(
                JSON.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", "a-1", "method", method, "params", params(params))),
                all);
    }

    /** Opens the stream on which a session of the older revisions is told what it did not ask for just now. */
    public Stream listen(String session) throws IOException {
        Stream stream = send("GET", "", Map.of("Mcp-Session-Id", session));
        stream.readHead();
        return stream;
    }

    public Stream send(String body, Map<String, String> headers) throws IOException {
        return send("POST", body, headers);
    }

    private Stream send(String verb, String body, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder(verb + " " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + "Connection: close\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        headers.forEach((name, value) -> head.append(value.isEmpty() ? "" : name + ": " + value + "\r\n"));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        return new Stream(socket);
    }

    /** @param json the last message: the response, unless there was none */
    public record Answer(int status, JsonNode json) {
        public int code() {
            return json.at("/error/code").asInt();
        }

        public JsonNode result() {
            return json.path("result");
        }

        public String text() {
            return result().at("/content/0/text").asText();
        }
    }

    /** An answer that is being read, whether it is plain JSON or events. */
    public static final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private int status;

        private Stream(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private void readHead() throws IOException {
            if (status == 0) {
                status = Integer.parseInt(in.readLine().split(" ")[1]);
                String line;
                while (!(line = in.readLine()).isEmpty()) {
                    headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
                }
            }
        }

        public String header(String name) throws IOException {
            readHead();
            return headers.get(name);
        }

        /** The next message; empty at the end. Chunk sizes, comments and names of events are passed over. */
        public Optional<JsonNode> next() throws IOException {
            readHead();
            String line;
            while ((line = in.readLine()) != null) {
                String json = line.startsWith("data: ") ? line.substring("data: ".length()) : line;
                if (json.startsWith("{")) {
                    return Optional.of(JSON.readTree(json));
                }
            }
            return Optional.empty();
        }

        public Answer answer() throws IOException {
            JsonNode last = JSON.missingNode();
            for (Optional<JsonNode> next = next(); next.isPresent(); next = next()) {
                last = next.get();
            }
            return new Answer(status, last);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
