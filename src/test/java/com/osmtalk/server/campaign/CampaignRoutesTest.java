package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.RunningServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Campaigns over HTTP, against the simulated network. */
class CampaignRoutesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ALWAYS =
            "\"schedule\": {\"timezone\": \"UTC\", \"windowStart\": \"00:00\", \"windowEnd\": \"24:00\"}";

    @RegisterExtension
    final RunningServer server = RunningServer.create();

    private CheckedApi api;

    @BeforeEach
    void open() {
        api = server.api();
    }

    @Test
    void aCampaignCallsEveryLeadOnceAndSaysWhatCameOfIt() {
        String id = create(ALWAYS + ", \"maxConcurrent\": 3");
        Answer added = csv(
                id,
                "Phone,first_name\n+12025550100,Asha\n+12025550101,B\n+12025550102,C\n+12025550103,D\n"
                        + "+12025550104,E\n+12025550105,F\n+12025550106,G\n");
        assertThat(added.text("/inserted")).isEqualTo("7");
        api.post("/api/campaigns/dnc", "{\"phoneNumber\": \"+12025550104\"}");

        assertThat(step(id, "start").text("/status")).isEqualTo("running");
        awaitStatus(id, "completed");

        Map<String, JsonNode> leads = leads(id);
        assertThat(statuses(leads))
                .isEqualTo(Map.of(
                        "+12025550100", "completed",
                        "+12025550101", "busy",
                        "+12025550102", "no_answer",
                        "+12025550103", "voicemail",
                        "+12025550104", "dnc_blocked",
                        "+12025550105", "completed",
                        "+12025550106", "completed"));
        assertThat(api.get("/api/calls").json().at("/total").asInt()).isEqualTo(6);
        Waiting.untilTrue(
                LIMIT,
                () -> leads(id).get("+12025550100").path("disposition").asText().equals("qualified")
                        && leads(id)
                                .get("+12025550105")
                                .path("disposition")
                                .asText()
                                .equals("not_interested"));
        JsonNode counts = api.get("/api/campaigns/" + id + "/report").json().path("counts");
        assertThat(counts.at("/byStatus/completed").asInt()).isEqualTo(3);
        assertThat(counts.at("/byStatus/dnc_blocked").asInt()).isEqualTo(1);
        assertThat(counts.at("/byDisposition/qualified").asInt()).isEqualTo(1);
        JsonNode call = api.get("/api/calls/"
                        + leads(id).get("+12025550100").path("callId").asText())
                .json();
        assertThat(call.at("/dynamicVariables/first_name").asText()).isEqualTo("Asha");
    }

    private Answer step(String id, String step) {
        return api.post("/api/campaigns/" + id + "/" + step, null);
    }

    private String create(String fields) {
        Answer answer = api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s", "phoneNumberId": "%s", %s}""".formatted(server.agentId(), server.phoneNumberId(), fields));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(answer.text("/status")).isEqualTo("draft");
        return answer.text("/id");
    }

    private Answer csv(String id, String file) {
        return api.with("Content-Type", "text/csv").post("/api/campaigns/" + id + "/leads", file);
    }

    private void awaitStatus(String id, String status) {
        Waiting.untilTrue(
                LIMIT, () -> api.get("/api/campaigns/" + id).text("/status").equals(status));
    }

    private Map<String, JsonNode> leads(String id) {
        Map<String, JsonNode> byNumber = new HashMap<>();
        api.get("/api/campaigns/" + id + "/leads")
                .json()
                .path("data")
                .forEach(lead -> byNumber.put(lead.path("phoneNumber").asText(), lead));
        return byNumber;
    }

    private static Map<String, String> statuses(Map<String, JsonNode> leads) {
        Map<String, String> statuses = new HashMap<>();
        leads.forEach((number, lead) -> statuses.put(number, lead.path("status").asText()));
        return statuses;
    }
}
