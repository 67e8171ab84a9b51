package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Answer;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.server.TestServer;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The jobs of docs/jobs.md, each walked through a real server on a fresh home with the tools and the consent that are
 * on by default.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenJobsTest {
    private static final int MOST_ROUND_TRIPS = 4;
    private static final Pattern JOB = Pattern.compile("(?s)\n## ([^\n]+)\n\n```json\n(.*?)\n```");
    private static final String CANNOT_BE_ASKED = "the person can't be asked";

    // slow enough that a call is still ringing when the test hangs up, on a busy machine too
    private final TestServer server = TestServer.create().withSpeed(10);
    private AccountBench asking;
    private AccountBench mute;

    @BeforeAll
    void start() throws IOException {
        server.open();
        asking =
                new AccountBench(server, ToolChoice.STANDARD, Confirmation.AUTO).withPerson(ElicitResult.Action.ACCEPT);
        mute = new AccountBench(server, ToolChoice.STANDARD, Confirmation.AUTO);
    }

    @AfterAll
    void stop() throws IOException {
        asking.close();
        mute.close();
        server.close();
    }

    @Test
    void thereAreTenOfThem() throws IOException {
        assertThat(jobs()).hasSize(10);
        assertThat(jobs().stream().filter(job -> job.said().contains(CANNOT_BE_ASKED)))
                .isNotEmpty();
    }

    @TestFactory
    List<DynamicTest> everyJobIsDoneInFourRoundTripsAtMost() throws IOException {
        return jobs().stream()
                .map(job -> DynamicTest.dynamicTest(job.said(), () -> walk(job)))
                .toList();
    }

    private void walk(Job job) throws IOException {
        AccountBench bench = job.said().contains(CANNOT_BE_ASKED) ? mute : asking;
        int askedBefore = bench.questions().size();
        JsonNode before = Json.MAPPER.createObjectNode();
        try (Client client = bench.client(server.key())) {
            for (JsonNode step : job.steps()) {
                String tool = step.get("tool").asText();
                boolean refused = step.has("refused");
                Answer answer = refused
                        ? client.bad(tool, arguments(step, before))
                        : client.good(tool, arguments(step, before));
                before = answer.structured();
                if (refused) {
                    assertThat(answer.get("/code"))
                            .isEqualTo(step.get("refused").asText());
                }
                for (Map.Entry<String, JsonNode> expected : step.path("gives").properties()) {
                    assertThat(before.at(expected.getKey()))
                            .as("%s of %s", expected.getKey(), before)
                            .isEqualTo(expected.getValue());
                }
            }
        }
        int asked = bench.questions().size() - askedBefore;
        boolean dials = job.steps().toString().contains("start_outbound_call");
        assertThat(asked).as("questions to the person").isEqualTo(dials && bench == asking ? 1 : 0);
        assertThat(job.steps().size() + asked).as("round trips").isBetween(1, MOST_ROUND_TRIPS);
    }

    private record Job(String said, JsonNode steps) {}

    private static List<Job> jobs() throws IOException {
        Matcher job = JOB.matcher(Files.readString(Path.of("docs/jobs.md")));
        List<Job> jobs = new ArrayList<>();
        while (job.find()) {
            jobs.add(new Job(job.group(1), Json.MAPPER.readTree(job.group(2))));
        }
        return jobs;
    }

    private static Map<String, Object> arguments(JsonNode step, JsonNode before) throws IOException {
        List<String> ids = new ArrayList<>();
        before.path("calls").forEach(call -> ids.add(call.path("call_id").asText()));
        String id = before.has("call_id") ? before.get("call_id").asText() : ids.isEmpty() ? "" : ids.get(0);
        String written = step.get("arguments")
                .toString()
                .replace("\"$call_ids\"", Json.MAPPER.valueToTree(ids).toString())
                .replace("$call_id", id)
                .replace(
                        "$confirmation_token", before.path("confirmation_token").asText());
        return Json.MAPPER.readValue(written, new TypeReference<>() {});
    }
}
