package com.osmtalk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code osmtalk mcp} as an assistant starts it, in the tests' own process: {@link StdioProgram} without a process. */
final class McpRun implements AutoCloseable {
    private static final long LIMIT_SECONDS = 40;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final PipedOutputStream input = new PipedOutputStream();
    private final Thread thread;
    private int lastId;

    private McpRun(Map<String, String> environment) throws IOException {
        McpOptions options = new McpOptions(Settings.of(Environment.of(environment)));
        PipedInputStream in = new PipedInputStream(input);
        thread = new Thread(() -> {
            try {
                McpCommand.serve(options, options::connection, in, new Lines(answers));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        request(
                "initialize",
                Map.of(
                        "protocolVersion", "2025-06-18",
                        "capabilities", Map.of(),
                        "clientInfo", Map.of("name", "test", "version", "1")));
        send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    static McpRun start(Map<String, String> environment) {
        try {
            return new McpRun(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The structured answer of a tool, which may be an error; or what the protocol refused it with. */
    JsonNode call(String tool, Map<String, Object> arguments) {
        JsonNode answer = request("tools/call", Map.of("name", tool, "arguments", arguments));
        return answer.has("error") ? answer : answer.path("result").path("structuredContent");
    }

    private JsonNode request(String method, Map<String, Object> params) {
        lastId++;
        send(Map.of("jsonrpc", "2.0", "id", lastId, "method", method, "params", params));
        while (true) {
            JsonNode message = next();
            if (message.path("id").asInt() == lastId) {
                return message;
            }
        }
    }

    private JsonNode next() {
        try {
            String line = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no answer within " + LIMIT_SECONDS + " s");
            }
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void send(Map<String, Object> message) {
        try {
            input.write((Json.MAPPER.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the input, as an assistant does that needs it no more, and waits for the end. */
    @Override
    public void close() {
        try {
            input.close();
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts each line that is written into a queue. */
    private static final class Lines extends OutputStream {
        private final BlockingQueue<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int value) {
            if (value == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(value);
            }
        }
    }
}
