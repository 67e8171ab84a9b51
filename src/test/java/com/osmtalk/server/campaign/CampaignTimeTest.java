package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What campaigns and calls do when, on a clock that goes when it is told to. It is Sunday 2026-03-01, 10:00 UTC. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CampaignTimeTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ALWAYS =
            "\"schedule\": {\"timezone\": \"UTC\", \"windowStart\": \"00:00\", \"windowEnd\": \"24:00\"}";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final TestServer server;

    private CheckedApi api;

    CampaignTimeTest(TestDatabase kind) {
        server = TestServer.create().onDatabase(kind::newUrl).withClock(clock).withCampaignGap(Duration.ofHours(1));
    }

    @BeforeEach
    void open() {
        api = server.api();
    }

    @Test
    void outsideItsHoursACampaignWaitsAndSaysSo() {
        // 15:30 in India
        String id = start("\"schedule\": {\"windowStart\": \"16:00\"}", "+12025550100");
        Waiting.untilTrue(
                LIMIT,
                () -> "outside_schedule"
                        .equals(campaign(id).path("statusReason").asText()));
        assertThat(calls()).isZero();
        assertThat(nextCall(id)).isEqualTo("2026-03-01T10:30:00.000Z");

        clock.advance(Duration.ofMinutes(30));
        awaitStatus(id, "completed");
        assertThat(calls()).isEqualTo(1);
        assertThat(nextCall(id)).as("of a campaign that is over").isEmpty();
    }

    private String nextCall(String id) {
        return api.get("/api/campaigns/" + id + "/report")
                .json()
                .path("nextCallAt")
                .asText();
    }

    @Test
    void theNumberOfACampaignThatHasNotEndedStays() {
        String number = "/api/phone-numbers/" + server.phoneNumberId();
        String id = start("\"schedule\": {\"windowStart\": \"16:00\"}", "+12025550100");
        for (String step : List.of("pause", "resume")) {
            assertThat(api.post("/api/campaigns/" + id + "/" + step, null).status())
                    .isEqualTo(200);
            Answer refused = api.delete(number);
            assertThat(refused.status()).as(step).isEqualTo(409);
            assertThat(refused.text("/code")).isEqualTo("number_in_use");
            assertThat(refused.text("/error")).contains("the campaign Test", "release it");
        }
        Answer moved = api.put(number, "{\"provider\": \"plivo\"}");
        assertThat(moved.text("/code")).isEqualTo("number_in_use");

        assertThat(api.post("/api/campaigns/" + id + "/stop", null).status()).isEqualTo(200);
        assertThat(api.delete(number).status()).isEqualTo(204);
    }

    /** Two campaigns that begin at the same moment see each other's calls. */
    @Test
    void whomOneCampaignHasCalledAnotherCallsAfterTheGapOnly() {
        String one = create(ALWAYS);
        leads(one, "+5491123456789", "+12025550100");
        String other = create(ALWAYS);
        leads(other, "+12025550100", "+541123456789", "+12025550101");
        Stream.of(one, other).parallel().forEach(id -> api.post("/api/campaigns/" + id + "/start", null));
        Waiting.untilTrue(
                LIMIT, () -> lead(other, "+12025550101").path("status").asText().equals("busy"));
        Waiting.untilTrue(
                LIMIT,
                () -> api.get("/api/calls?status=completed")
                                .json()
                                .path("total")
                                .asInt()
                        == 2);
        Waiting.untilTrue(LIMIT, () -> waiting(one, other).size() == 2);
        assertThat(calls()).isEqualTo(3);
        assertThat(waiting(one, other)).containsOnly("2026-03-01T11:00:00.000Z");

        clock.advance(Duration.ofHours(1));
        for (String id : List.of(one, other)) {
            // a campaign that resumes dials immediately, where the next tick may be seconds away
            api.post("/api/campaigns/" + id + "/pause", null);
            api.post("/api/campaigns/" + id + "/resume", null);
        }
        awaitStatus(one, "completed");
        awaitStatus(other, "completed");
        assertThat(calls()).isEqualTo(5);
    }

    /** When those leads are called that wait for more than now. */
    private List<String> waiting(String... campaigns) {
        return Stream.of(campaigns)
                .flatMap(id -> StreamSupport.stream(
                        api.get("/api/campaigns/" + id + "/leads?status=pending")
                                .json()
                                .path("data")
                                .spliterator(),
                        false))
                .map(lead -> lead.path("nextAttemptAt").asText())
                .filter(time -> !time.startsWith("2026-03-01T10:00:00"))
                .toList();
    }

    /** A number can only go by a fault, or went before it was kept for campaigns. */
    @Test
    void aCampaignWhoseNumberIsGoneFails() {
        String id = start("\"schedule\": {\"windowStart\": \"16:00\"}", "+12025550100");
        server.rows().set("phone_numbers", server.phoneNumberId(), "released_at", 0L);
        clock.advance(Duration.ofMinutes(30));
        awaitStatus(id, "failed");
        assertThat(campaign(id).path("statusReason").asText()).isEqualTo("agent_or_number_missing");
        assertThat(lead(id, "+12025550100").path("status").asText()).isEqualTo("pending");
        assertThat(api.post("/api/campaigns/" + id + "/start", null).status()).isEqualTo(409);
    }

    @Test
    void aScheduledCampaignBeginsByItself() {
        String id = create(ALWAYS + ", \"scheduledStartAt\": \"2026-03-01T11:00:00Z\"");
        leads(id, "+12025550100");
        assertThat(api.post("/api/campaigns/" + id + "/start", null).text("/status"))
                .isEqualTo("scheduled");
        assertThat(nextCall(id)).isEqualTo("2026-03-01T11:00:00.000Z");
        assertThat(api.put("/api/campaigns/" + id, "{\"scheduledStartAt\": \"2026-03-01T12:00:00Z\"}")
                        .status())
                .isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertThat(api.post("/api/campaigns/" + id + "/pause", null).status()).isEqualTo(409);

        clock.advance(Duration.ofHours(1));
        awaitStatus(id, "completed");
        assertThat(campaign(id).path("startedAt").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
    }

    @Test
    void aLeadThatDoesNotAnswerIsCalledAgainAsOftenAsThePolicySays() {
        String policy = ", \"retryPolicy\": {\"maxAttempts\": 2, \"backoffMinutes\": 30, \"retryOn\": [\"no_answer\"]}";
        String id = start(ALWAYS + policy, "+12025550102", "+12025550101");
        Waiting.untilTrue(
                LIMIT,
                () -> lead(id, "+12025550102").path("nextAttemptAt").asText().equals("2026-03-01T10:30:00.000Z")
                        && lead(id, "+12025550102").path("attempts").asInt() == 1);
        Waiting.untilTrue(
                LIMIT, () -> lead(id, "+12025550101").path("status").asText().equals("busy"));
        assertThat(campaign(id).path("status").asText()).isEqualTo("running");
        assertThat(nextCall(id)).isEqualTo("2026-03-01T10:30:00.000Z");

        clock.advance(Duration.ofMinutes(30));
        awaitStatus(id, "completed");
        JsonNode lead = lead(id, "+12025550102");
        assertThat(lead.path("status").asText()).isEqualTo("no_answer");
        assertThat(lead.path("attempts").asInt()).isEqualTo(2);
        assertThat(lead(id, "+12025550101").path("attempts").asInt()).isEqualTo(1);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void aLeadWhoseDayHasNotBegunWaitsForIt() {
        window("09:00", "19:00");
        // 05:00 in Washington, 15:30 in Delhi
        String id = start(ALWAYS, "+12025550100", "+911123456789");
        Waiting.untilTrue(
                LIMIT, () -> lead(id, "+911123456789").path("status").asText().equals("completed"));
        assertThat(lead(id, "+12025550100").path("status").asText()).isEqualTo("pending");
        assertThat(lead(id, "+12025550100").path("nextAttemptAt").asText()).isEqualTo("2026-03-01T14:00:00.000Z");
        assertThat(campaign(id).path("status").asText()).isEqualTo("running");

        clock.advance(Duration.ofHours(4));
        awaitStatus(id, "completed");
        assertThat(lead(id, "+12025550100").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void leadsThatMayNeverBeCalledFail() {
        api.put("/api/settings/compliance", "{\"allowedCountries\": [\"in\"]}");
        String id = start(ALWAYS, "+12025550100", "+911123456789");
        awaitStatus(id, "completed");
        assertThat(lead(id, "+12025550100").path("status").asText()).isEqualTo("failed");
        assertThat(lead(id, "+12025550100").path("attempts").asInt()).isZero();
        assertThat(lead(id, "+911123456789").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void noRouteDialsWhereOrWhenItMayNot() {
        window("09:00", "19:00");
        assertRefused("+12025550100", "outside_calling_window");
        // a number of all of North America, and one of no place
        assertRefused("+18005550199", "outside_calling_window");
        api.put("/api/settings/compliance", "{\"allowedCountries\": [\"IN\"]}");
        assertRefused("+12025550100", "destination_not_allowed");
        api.post("/api/campaigns/dnc", "{\"phoneNumber\": \"+12025550100\"}");
        assertRefused("+12025550100", "dnc_blocked");
        assertRefused("+999123456789", "invalid_number");

        assertThat(outbound("/api/calls/outbound", "+911123456789").status()).isEqualTo(201);
        Waiting.untilTrue(
                LIMIT,
                () -> api.get("/api/calls?status=completed")
                                .json()
                                .path("total")
                                .asInt()
                        == 1);
        clock.advance(Duration.ofHours(4));
        assertRefused("+911123456789", "outside_calling_window");
    }

    @Test
    void theWindowOfOneOrganisationIsNoOthers() {
        window("09:00", "19:00");
        var other = server.otherOrganization();
        CheckedApi theirs = new CheckedApi(server.url()).withBearer(other.key());
        assertThat(theirs.get("/api/settings/compliance")
                        .json()
                        .at("/callingWindow/enabled")
                        .asBoolean())
                .isFalse();
        assertThat(theirs.get("/api/settings/compliance").json().path("allowedCountries"))
                .isEmpty();
    }

    @Test
    void onesOwnWordsForAnOptOutAreHeard() {
        api.put("/api/settings/compliance", "{\"optOutPhrases\": [\"HELLO?\", \"yes\"]}");
        outbound("/api/calls/outbound", "+12025550100");
        Waiting.untilTrue(
                LIMIT, () -> api.get("/api/campaigns/dnc").json().path("total").asInt() == 1);
        assertThat(api.get("/api/campaigns/dnc").text("/data/0/source")).isEqualTo("opt_out");
        Waiting.untilTrue(
                LIMIT, () -> api.get("/api/calls").text("/data/0/status").equals("completed"));
        Answer call = api.get("/api/calls/" + api.get("/api/calls").text("/data/0/id"));
        assertThat(call.text("/endedBy")).isEqualTo("agent");
        assertThat(call.json().path("transcript").findValuesAsText("text"))
                .anyMatch(
                        line -> line.contains("we will not call you again") || line.startsWith("Of course, and I am"));
    }

    private void assertRefused(String destination, String reason) {
        for (String route : new String[] {"/api/calls/outbound", "/api/widget/calls/outbound"}) {
            Answer answer = outbound(route, destination);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("/details/reason")).as(destination).isEqualTo(reason);
        }
    }

    private Answer outbound(String route, String destination) {
        return api.post(route, """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "%s"}""".formatted(server.agentId(), server.phoneNumberId(), destination));
    }

    private void window(String start, String end) {
        Answer answer = api.put("/api/settings/compliance", """
                {"callingWindow": {"enabled": true, "windowStart": "%s", "windowEnd": "%s",
                 "weekdays": [6, 0]}}""".formatted(start, end));
        assertThat(answer.json().at("/callingWindow/weekdays").toString()).isEqualTo("[0,6]");
    }

    private String start(String fields, String... numbers) {
        String id = create(fields);
        leads(id, numbers);
        assertThat(api.post("/api/campaigns/" + id + "/start", null).status()).isEqualTo(200);
        return id;
    }

    private String create(String fields) {
        return api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s", "phoneNumberId": "%s",
                 %s}""".formatted(server.agentId(), server.phoneNumberId(), fields))
                .text("/id");
    }

    private void leads(String id, String... numbers) {
        assertThat(api.with("Content-Type", "text/csv")
                        .post("/api/campaigns/" + id + "/leads", "phone\n" + String.join("\n", numbers))
                        .json()
                        .path("inserted")
                        .asInt())
                .isEqualTo(numbers.length);
    }

    private JsonNode campaign(String id) {
        return api.get("/api/campaigns/" + id).json();
    }

    private void awaitStatus(String id, String status) {
        Waiting.untilTrue(LIMIT, () -> campaign(id).path("status").asText().equals(status));
    }

    private JsonNode lead(String id, String number) {
        for (JsonNode lead : api.get("/api/campaigns/" + id + "/leads").json().path("data")) {
            if (lead.path("phoneNumber").asText().equals(number)) {
                return lead;
            }
        }
        throw new AssertionError("no lead " + number);
    }

    private int calls() {
        return api.get("/api/calls").json().path("total").asInt();
    }
}
