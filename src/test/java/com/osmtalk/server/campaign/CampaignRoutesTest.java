package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Campaigns over HTTP, against the simulated network. */
class CampaignRoutesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ALWAYS =
            "\"schedule\": {\"timezone\": \"UTC\", \"windowStart\": \"00:00\", \"windowEnd\": \"24:00\"}";

    /** Half a day away from now, wherever the clock stands. */
    private static final String CLOSED = closed(LocalTime.now(ZoneOffset.UTC).getHour());

    @RegisterExtension
    final TestServer server = TestServer.create();

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

    @Test
    void pausedCallsNobodyFurtherAndResumedCallsTheRest() {
        String id = create(ALWAYS + ", \"maxConcurrent\": 2");
        csv(id, people(40));
        step(id, "start");
        Waiting.untilTrue(LIMIT, () -> count(id, "completed") > 2);

        assertThat(step(id, "pause").text("/status")).isEqualTo("paused");
        Waiting.untilTrue(LIMIT, () -> count(id, "dialing") == 0);
        int pending = count(id, "pending");
        assertThat(pending).isPositive();
        assertThat(api.get("/api/calls").json().at("/total").asInt()).isEqualTo(40 - pending);
        assertThat(step(id, "start").code()).isEqualTo("campaign_status");

        assertThat(step(id, "resume").text("/status")).isEqualTo("running");
        awaitStatus(id, "completed");
        assertThat(count(id, "completed")).isEqualTo(40);
        assertThat(api.get("/api/calls").json().at("/total").asInt()).isEqualTo(40);
    }

    @Test
    void stoppedIsOverThoughLeadsAreLeft() {
        String id = create(ALWAYS + ", \"maxConcurrent\": 2");
        csv(id, people(40));
        step(id, "start");
        Waiting.untilTrue(LIMIT, () -> count(id, "completed") > 2);

        Answer stopped = step(id, "stop");
        assertThat(stopped.text("/status")).isEqualTo("completed");
        assertThat(stopped.text("/statusReason")).isEqualTo("stopped");
        Waiting.untilTrue(LIMIT, () -> count(id, "dialing") == 0);
        assertThat(count(id, "pending")).isPositive();
        assertThat(step(id, "resume").status()).isEqualTo(409);
        assertThat(csv(id, people(1)).code()).isEqualTo("campaign_status");
        assertThat(api.put("/api/campaigns/" + id, "{\"name\": \"x\"}").code()).isEqualTo("campaign_status");
        assertThat(api.delete("/api/campaigns/" + id).status()).isEqualTo(204);
        assertThat(api.get("/api/campaigns/" + id).status()).isEqualTo(404);
    }

    @Test
    void whatADraftCanNotDoIsAConflict() {
        String id = create(ALWAYS);
        for (String step : List.of("pause", "resume", "stop")) {
            assertThat(step(id, step).code()).as(step).isEqualTo("campaign_status");
        }
        assertThat(step(id, "start").code()).isEqualTo("campaign_without_leads");
        assertThat(api.get("/api/campaigns/" + id).text("/status")).isEqualTo("draft");
    }

    @Test
    void twoStartsAtOnceStartItOnce() {
        String id = create(ALWAYS);
        csv(id, people(10));
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> step(id, "start").status())
                .toList();
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        awaitStatus(id, "completed");
        assertThat(api.get("/api/calls").json().at("/total").asInt()).isEqualTo(10);
    }

    @Test
    void withoutCreditsItIsPausedAndSaysWhy() {
        setBalance(5_00);
        String id = create(ALWAYS);
        csv(id, people(3));
        step(id, "start");
        awaitStatus(id, "paused");
        assertThat(api.get("/api/campaigns/" + id).text("/statusReason")).isEqualTo("insufficient_credits");
        assertThat(count(id, "pending")).isEqualTo(3);

        setBalance(1_000_00);
        Answer resumed = step(id, "resume");
        assertThat(resumed.json().has("statusReason")).isFalse();
        awaitStatus(id, "completed");
        assertThat(count(id, "completed")).isEqualTo(3);
    }

    @Test
    void anAgentThatACampaignUsesStays() {
        String id = create(CLOSED);
        csv(id, people(1));
        step(id, "start");
        Answer refused = api.delete("/api/agents/" + server.agentId());
        assertThat(refused.code()).isEqualTo("agent_in_use");
        assertThat(refused.text("/error")).contains("the campaign Test");
        step(id, "stop");
        assertThat(api.delete("/api/agents/" + server.agentId()).status()).isEqualTo(204);
    }

    @Test
    void campaignsAreListedByStatusTheNewestFirst() {
        String first = create(ALWAYS);
        String second = create(ALWAYS);
        String third = create(ALWAYS);
        csv(second, people(1));
        step(second, "start");
        awaitStatus(second, "completed");

        assertThat(ids("/api/campaigns")).containsExactly(third, second, first);
        assertThat(ids("/api/campaigns?status=draft")).containsExactly(third, first);
        assertThat(ids("/api/campaigns?status=completed")).containsExactly(second);
        Answer page = api.get("/api/campaigns?status=draft&limit=1");
        assertThat(ids("/api/campaigns?status=draft&limit=1&cursor=" + page.text("/nextCursor")))
                .containsExactly(first);
        assertThat(api.get("/api/campaigns?status=gone").status()).isEqualTo(400);
    }

    @Test
    void aDraftIsChangedFieldByField() {
        String id = create(ALWAYS + ", \"webhookUrl\": \"https://example.com/hook\"");
        Answer changed = api.put("/api/campaigns/" + id, """
                {"name": "Other", "schedule": {"weekdays": [5, 1]}, "retryPolicy": {"maxAttempts": 3},
                 "webhookUrl": ""}""");
        assertThat(changed.text("/name")).isEqualTo("Other");
        assertThat(changed.json().path("schedule").toString())
                .isEqualTo(
                        "{\"timezone\":\"UTC\",\"windowStart\":\"00:00\",\"windowEnd\":\"24:00\",\"weekdays\":[1,5]}");
        assertThat(changed.json().path("retryPolicy").toString())
                .isEqualTo(
                        "{\"maxAttempts\":3,\"backoffMinutes\":60,\"retryOn\":[\"no_answer\",\"busy\",\"voicemail\"]}");
        assertThat(changed.json().has("webhookUrl")).isFalse();
        assertThat(api.put(
                                "/api/campaigns/" + id,
                                api.get("/api/campaigns/" + id).response().body())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theDefaultsAreIndianOfficeHours() {
        Answer made = api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(made.json().path("schedule").toString())
                .isEqualTo("{\"timezone\":\"Asia/Kolkata\",\"windowStart\":\"09:00\",\"windowEnd\":\"19:00\","
                        + "\"weekdays\":[0,1,2,3,4,5,6]}");
        assertThat(made.text("/retryPolicy/maxAttempts")).isEqualTo("1");
    }

    private Answer step(String id, String step) {
        return api.post("/api/campaigns/" + id + "/" + step, null);
    }

    private String create(String fields) {
        Answer answer = api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s", "phoneNumberId": "%s",
                 %s}""".formatted(server.agentId(), server.phoneNumberId(), fields));
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

    private static String people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+1" + (212 + i / 60) + "55501" + (20 + i % 60))
                .collect(Collectors.joining("\n", "phone\n", "\n"));
    }

    private int count(String id, String status) {
        return api.get("/api/campaigns/" + id + "/report")
                .json()
                .at("/counts/byStatus/" + status)
                .asInt();
    }

    private List<String> ids(String path) {
        return api.get(path).json().path("data").findValuesAsText("id");
    }

    private static String closed(int hour) {
        return "\"schedule\": {\"timezone\": \"UTC\", \"windowStart\": \"%02d:00\", \"windowEnd\": \"%02d:30\"}"
                .formatted((hour + 12) % 24, (hour + 12) % 24);
    }

    private void setBalance(long paise) {
        server.database()
                .transaction(
                        handle -> handle.execute("UPDATE balances SET amount = ? WHERE bucket = 'promotional'", paise));
    }
}
