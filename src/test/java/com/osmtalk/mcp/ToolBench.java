package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test a fake API, an MCP server that speaks to it, and a client connected to that server by lines. */
public final class ToolBench implements BeforeEachCallback, AfterEachCallback {
    public static final String KEY = "osm_test_key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaValidator VALIDATOR = new DefaultJsonSchemaValidator();

    private final Clock clock;
    private final UnaryOperator<GuardSettings.Builder> rules;
    private ToolChoice tools = ToolChoice.STANDARD;
    private Path home;
    private StubApi api;
    private OsmTalkClient client;
    private OsmTalkMcp mcp;
    private Lines lines;

    public ToolBench() {
        this(Clock.systemUTC());
    }

    public ToolBench(Clock clock) {
        this(
                clock,
                rules -> rules.confirmation(GuardSettings.Confirmation.NEVER)
                        .duplicates(Duration.ZERO)
                        .quietHours(null));
    }

    /**
     * @param rules what calls are held to, beside the standard ones; without it, to nothing that stops an ordinary call
     */
    public ToolBench(Clock clock, UnaryOperator<GuardSettings.Builder> rules) {
        this.clock = clock;
        this.rules = rules;
    }

    /** Offers these tools instead of those that are on by default. */
    public ToolBench offering(ToolChoice choice) {
        tools = choice;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        api = new StubApi()
                .on("GET /api/widget/agents", Records.page(Records.agent(Records.AGENT, "Appointment reminder")))
                .on(
                        "GET /api/widget/phone-numbers",
                        Records.page(Records.number(Records.NUMBER, "+12025550150", "active")))
                .on(
                        "POST /api/widget/calls/outbound",
                        request -> new StubApi.Answer(201, Records.accepted(), Map.of()));
        client = OsmTalkClient.builder()
                .baseUrl(api.url())
                .attempts(1)
                .deadline(Duration.ofSeconds(10))
                .build();
        home = Files.createTempDirectory("osmtalk-bench");
        mcp = OsmTalkMcp.builder(client)
                .apiKey(KEY)
                .clock(clock)
                .tools(tools)
                // tests run at night too
                .guard(rules.apply(GuardSettings.in(home).quietHours(null)).build())
                .build();
        lines = new Lines(mcp).initialized();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        lines.close();
        mcp.close();
        client.close();
        api.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public StubApi api() {
        return api;
    }

    public OsmTalkClient client() {
        return client;
    }

    public OsmTalkMcp mcp() {
        return mcp;
    }

    public Lines lines() {
        return lines;
    }

    /** A successful call: the answer is no error, matches its schema and has no empty fields. */
    public Answer good(String tool, Map<String, ?> arguments) throws IOException {
        JsonNode result = lines.call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        checkSchema(tool, result.get("structuredContent"));
        return new Answer(text(result), result.get("structuredContent"));
    }

    /** A call that fails: the answer is an error that matches the schema too. */
    public Answer bad(String tool, Map<String, ?> arguments) throws IOException {
        JsonNode result = lines.call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        checkSchema(tool, result.get("structuredContent"));
        return new Answer(text(result), result.get("structuredContent").get("error"));
    }

    public static void checkSchema(String tool, JsonNode structured) {
        ObjectSchema output = Tools.definitions().stream()
                .filter(d -> d.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .output();
        if (!structured.has("error")) {
            assertThat(structured.fieldNames()).toIterable().containsAll(output.required());
        }
        Map<String, Object> schema = output.json();
        JsonSchemaValidator.ValidationResponse validation =
                VALIDATOR.validate(schema, JSON.convertValue(structured, Map.class));
        assertThat(validation.valid()).as(validation.errorMessage()).isTrue();
    }

    private static String text(JsonNode result) {
        return result.get("content").get(0).get("text").asText();
    }

    /** @param structured of an error, the {@code error} object */
    public record Answer(String text, JsonNode structured) {
        public String field(String name) {
            return structured.path(name).asText();
        }
    }
}
