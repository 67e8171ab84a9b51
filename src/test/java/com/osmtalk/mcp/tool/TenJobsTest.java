package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Answer;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The jobs of docs/jobs.md, each walked through a real server with the tools that are on by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenJobsTest {
    private static final int MOST_ROUND_TRIPS = 4;
    private static final Pattern JOB = Pattern.compile("(?s)\n## ([^\n]+)\n\n```json\n(.*?)\n```");

    private final TestServer server = TestServer.create();
    private AccountBench bench;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        server.open();
        bench = new AccountBench(server, ToolChoice.STANDARD);
        client = bench.client(server.key());
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        bench.close();
        server.close();
    }

    @Test
    void everyJobIsDoneInFourRoundTripsAtMost() throws Exception {
        Matcher job = JOB.matcher(Files.readString(Path.of("docs/jobs.md")));
        int jobs = 0;
        while (job.find()) {
            jobs++;
            JsonNode steps = Json.MAPPER.readTree(job.group(2));
            assertThat(steps.size()).as(job.group(1)).isBetween(1, MOST_ROUND_TRIPS);
            JsonNode before = Json.MAPPER.createObjectNode();
            for (JsonNode step : steps) {
                Answer answer = client.good(step.get("tool").asText(), arguments(step, before));
                before = answer.structured();
            }
            if (steps.get(steps.size() - 1).get("tool").asText().equals("wait_for_call")) {
                assertThat(before.path("done").asBoolean())
                        .as("%s: %s", job.group(1), before)
                        .isTrue();
            }
        }
        assertThat(jobs).isEqualTo(10);
    }

    private static Map<String, Object> arguments(JsonNode step, JsonNode before) throws IOException {
        List<String> ids = new ArrayList<>();
        before.path("calls").forEach(call -> ids.add(call.path("call_id").asText()));
        String id = before.has("call_id") ? before.get("call_id").asText() : ids.isEmpty() ? "" : ids.get(0);
        String written = step.get("arguments")
                .toString()
                .replace("\"$call_ids\"", Json.MAPPER.valueToTree(ids).toString())
                .replace("$call_id", id);
        return Json.MAPPER.readValue(written, new TypeReference<>() {});
    }
}
