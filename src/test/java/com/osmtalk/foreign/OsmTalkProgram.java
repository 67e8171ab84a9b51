package com.osmtalk.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.client.OsmTalkClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our program as a process of its own, {@code osmtalk serve} on a home, with an MCP client as assistants have one.
 */
final class OsmTalkProgram implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("(?m)^osmTalk at (\\S+)$");

    private final Process process;
    private final Path log;
    private final int sipPort;
    private final String key;
    private final OsmTalkClient api;
    private final McpSyncClient assistant;

    private OsmTalkProgram(Process process, Path log, URI url, String key, int sipPort) {
        this.sipPort = sipPort;
        this.process = process;
        this.log = log;
        this.key = key;
        api = OsmTalkClient.builder().baseUrl(url).apiKey(key).build();
        assistant = McpClient.sync(HttpClientStreamableHttpTransport.builder(url.toString())
                        .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                request.header("Authorization", "Bearer " + key))
                        .build())
                .requestTimeout(LIMIT)
                .build();
        assistant.initialize();
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder with its home and its log; a second start goes on where the first one ended
     * @param settings environment variables beside those that every test needs
     */
    static OsmTalkProgram start(Path folder, Map<String, String> settings) {
        int sipPort = Network.freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME",
                folder.resolve("home").toString(),
                "OSMTALK_CONFIRM",
                "never",
                "OSMTALK_QUIET_HOURS",
                "none",
                "OSMTALK_DUPLICATE_MINUTES",
                "0",
                "OSMTALK_SIP_HOST",
                Network.address().getHostAddress(),
                "OSMTALK_SIP_PORT",
                Integer.toString(sipPort),
                "OSMTALK_SIP_RTP_PORTS",
                "20000-20999",
                "OSMTALK_SIP_TRACE",
                folder.resolve("trace").toString()));
        environment.putAll(settings);
        Path log = folder.resolve("osmtalk.log");
        Process process = launch(environment, log, "serve", "--port", "0", "--voice-port", "0");
        String url = Waiting.until(LIMIT, () -> {
            String said = read(log);
            if (!process.isAlive()) {
                throw new AssertionError("osmtalk ended, and said " + said);
            }
            Matcher ready = READY.matcher(said);
            return ready.find() ? Optional.of(ready.group(1)) : Optional.empty();
        });
        return new OsmTalkProgram(process, log, URI.create(url), key(environment, folder), sipPort);
    }

    private static String key(Map<String, String> environment, Path folder) {
        Path out = folder.resolve("key");
        if (!Files.exists(out)) {
            Process keys = launch(environment, out, "keys", "create", "--name", "foreign");
            try {
                if (!keys.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || keys.exitValue() != 0) {
                    throw new AssertionError("no key was made: " + read(out));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return read(out)
                .lines()
                .filter(line -> line.startsWith("osm_"))
                .findFirst()
                .orElseThrow();
    }

    private static Process launch(Map<String, String> environment, Path output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "com.osmtalk.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OSMTALK_") || name.startsWith("OPENAI_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OsmTalkClient api() {
        return api;
    }

    /** Calls a tool as an assistant does. @return its structured answer */
    JsonNode tool(String name, Map<String, Object> arguments) {
        CallToolResult result = assistant.callTool(
                CallToolRequest.builder(name).arguments(arguments).build());
        JsonNode answer = Json.MAPPER.valueToTree(result.structuredContent());
        if (Boolean.TRUE.equals(result.isError())) {
            throw new AssertionError(name + ": " + answer + result.content());
        }
        return answer;
    }

    /** Places a call with {@code start_outbound_call}. @return its id */
    String call(String agent, String to) {
        JsonNode started = tool("start_outbound_call", Map.of("agent", agent, "from", "+" + Office.NUMBER, "to", to));
        return started.path("call_id").asText();
    }

    /** What {@code list_calls} tells of the newest call. */
    JsonNode lastCall() {
        return tool("list_calls", Map.of("limit", 1)).path("calls").path(0);
    }

    /** Follows a call to its end with {@code wait_for_call}. @return what the tool tells of it then */
    JsonNode outcome(String callId) {
        return Waiting.until(LIMIT, () -> {
            JsonNode answer = tool("wait_for_call", Map.of("call_id", callId, "timeout_seconds", 30));
            return answer.path("done").asBoolean() ? Optional.of(answer) : Optional.empty();
        });
    }

    /** Follows a call with {@code wait_for_call} until a line of its transcript has these words. */
    void awaitLine(String callId, String words) {
        Waiting.untilTrue(LIMIT, () -> {
            JsonNode answer = tool("wait_for_call", Map.of("call_id", callId, "timeout_seconds", 1));
            for (JsonNode line : answer.path("transcript")) {
                if (line.path("text").asText().contains(words)) {
                    return true;
                }
            }
            if (answer.path("done").asBoolean()) {
                throw new AssertionError("the call is over: " + answer);
            }
            return false;
        });
    }

    /** Where it listens for SIP. */
    int sipPort() {
        return sipPort;
    }

    /** The SIP messages of a call so far. */
    String trace(String callId) {
        return read(log.resolveSibling("trace").resolve(callId + ".sip.txt"));
    }

    String log() {
        return read(log);
    }

    /** Ends it the hard way. */
    void kill() {
        assistant.close();
        api.close();
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
