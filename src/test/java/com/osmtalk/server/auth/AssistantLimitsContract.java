package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** No route that a connected assistant's credential opens gets round the limits that its person gave it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AssistantLimitsContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String EVERYTHING = "calls:read calls:write manage";
    private static final String ALWAYS =
            "\"schedule\": {\"timezone\": \"UTC\", \"windowStart\": \"00:00\", \"windowEnd\": \"24:00\"}";
    private static final String ANSWERS = "+12025550100";
    private static final String BUSY = "+12025550101";
    private static final String OFFERS_ANOTHER_TIME = "+12025550113";

    private final TestClock clock = new TestClock();
    private final TestServer server = server().withSimulator().withClock(clock);

    private CheckedApi person;
    private String agent;
    private String number;
    private String otherNumber;
    private int assistants;
    private String callback;
    private TestAssistant assistant;

    abstract TestServer server();

    @BeforeAll
    void start() throws IOException {
        server.open();
        person = server.api();
        agent = server.agentId();
        number = server.phoneNumberId();
        otherNumber = person.post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550161\", \"provider\": \"simulated\"}")
                .text("/id");
        person.put("/api/phone-numbers/" + otherNumber, "{\"agentId\": \"" + agent + "\"}");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    /** An assistant of its own for each test, so that none counts for another. */
    @BeforeEach
    void connectAnew() {
        callback = "https://assistant" + ++assistants + ".example/callback";
        assistant = TestAssistant.registered(server.url(), server.token(), "Test", callback);
    }

    // ---- calls a day

    @Test
    void aCampaignThatItStartedWaitsForTheNextDayWhenItsCallsAreUsedUp() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 2}");
        String id = campaign(api, number);
        leads(api, id, 3);
        assertThat(api.post("/api/campaigns/" + id + "/start", "").text("/status"))
                .isEqualTo("running");

        awaitReason(id, "assistant_limit");
        assertThat(callsOf(id)).isEqualTo(2);
        assertThat(used().path("callsToday").asInt()).isEqualTo(2);
        assertRefused(call(api, number, ""), "assistant_call_limit");

        clock.advance(Duration.ofDays(1));
        awaitStatus(id, "completed");
        assertThat(callsOf(id)).isEqualTo(3);
        assertThat(used().path("callsToday").asInt()).isEqualTo(1);
    }

    @Test
    void aCampaignOfAPersonCountsToTheAssistantThatStartsItAndNotToOneThatOnlyMadeIt() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 0}");
        String persons = campaign(person, number);
        leads(person, persons, 1);
        api.post("/api/campaigns/" + persons + "/start", "");
        awaitReason(persons, "assistant_limit");
        assertThat(callsOf(persons)).isZero();

        assertThat(person.post("/api/campaigns/" + persons + "/pause", "").status())
                .isEqualTo(200);
        assertThat(person.post("/api/campaigns/" + persons + "/resume", "").status())
                .isEqualTo(200);
        awaitStatus(persons, "completed");

        String assistants = campaign(api, number);
        leads(api, assistants, 1);
        person.post("/api/campaigns/" + assistants + "/start", "");
        awaitStatus(assistants, "completed");
        assertThat(used().path("callsToday").asInt()).isZero();
    }

    @Test
    void itAddsNoLeadsToACampaignThatAPersonHasStarted() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 0}");
        String id = campaign(person, number);
        leads(person, id, 1);
        person.put(
                "/api/campaigns/" + id,
                "{\"scheduledStartAt\": \"" + clock.instant().plusSeconds(3_600) + "\"}");
        assertThat(person.post("/api/campaigns/" + id + "/start", "").text("/status"))
                .isEqualTo("scheduled");

        assertThat(lead(api, id, "+12025550190").status()).isEqualTo(403);
        assertThat(api.put("/api/campaigns/" + id, "{\"maxConcurrent\": 50}").status())
                .isEqualTo(403);
        assertThat(api.post("/api/campaigns/" + id + "/stop", "").status())
                .as("but it may keep people from being called")
                .isEqualTo(200);
    }

    @Test
    void aCampaignPausesWhenItsAssistantIsDisconnected() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 1}");
        String id = campaign(api, number);
        leads(api, id, 2);
        api.post("/api/campaigns/" + id + "/start", "");
        awaitReason(id, "assistant_limit");
        person.delete("/api/settings/connections/" + used().path("id").asText());

        clock.advance(Duration.ofDays(1));
        awaitStatus(id, "paused");
        assertThat(campaign(id).path("statusReason").asText()).isEqualTo("assistant_limit");
        assertThat(callsOf(id)).isEqualTo(1);
    }

    @Test
    void eachAttemptCountsOnItsDayAndIsNotDialledBeyondTheLimit() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 1}");
        Answer first = call(
                api,
                number,
                BUSY,
                ", \"retry\": {\"attempts\": 2, \"afterMinutes\": 60, \"on\": [\"busy\"]}, \"scheduledAt\": \""
                        + noon(1) + "\"");
        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        clock.advance(Duration.between(clock.instant(), noon(1)));
        String second = next(first.text("/callId"));

        clock.advance(Duration.ofMinutes(61));
        assertThat(over(second).path("failureReason").asText()).isEqualTo("assistant_limit");
    }

    @Test
    void aCallForLaterIsNotDialledWhenTheLimitWasLoweredMeanwhile() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 2}");
        String id = call(api, number, ", \"scheduledAt\": \"" + noon(1) + "\"").text("/callId");
        limits("{\"maxCallsPerDay\": 0}");

        clock.advance(Duration.between(clock.instant(), noon(1)));
        assertThat(over(id).path("failureReason").asText()).isEqualTo("assistant_limit");
    }

    @Test
    void webCallsAndSimulatedCallersCountAsCalls() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 2}");
        assertThat(api.post("/api/agents/" + agent + "/connect", "{}").status()).isEqualTo(201);
        assertThat(api.post("/api/simulator/inbound", "{\"to\": \"+12025550199\", \"from\": \"+12025550142\"}")
                        .status())
                .isEqualTo(201);
        assertThat(used().path("callsToday").asInt()).isEqualTo(2);

        assertRefused(api.post("/api/agents/" + agent + "/connect", "{}"), "assistant_call_limit");
        assertRefused(api.post("/api/widget/agents/" + agent + "/connect", "{}"), "assistant_call_limit");
        assertRefused(
                api.post("/api/simulator/inbound", "{\"to\": \"+12025550199\", \"from\": \"+12025550142\"}"),
                "assistant_call_limit");
        assertRefused(call(api, number, ""), "assistant_call_limit");
    }

    @Test
    void aNewTokenAndAnotherConsentOfTheSamePersonResetNothing() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 1}");
        assertThat(call(api, number, "").status()).isEqualTo(201);

        assertRefused(call(connected("{\"maxCallsPerDay\": 1}"), number, ""), "assistant_call_limit");
        person.delete("/api/settings/connections/" + used().path("id").asText());
        assertThat(call(api, number, "").status()).isEqualTo(401);
        assertRefused(call(connected("{\"maxCallsPerDay\": 1}"), number, ""), "assistant_call_limit");
        assertThat(used().path("callsToday").asInt()).isEqualTo(1);
    }

    @Test
    void anotherRegistrationIsTheSameAssistantAndResetsNothing() {
        CheckedApi first = connected("{\"maxCallsPerDay\": 1}");
        assertThat(call(first, number, "").status()).isEqualTo(201);
        int connected = connections().size();
        String id = used().path("id").asText();

        assistant = TestAssistant.registered(
                server.url(), server.token(), "Another name", callback.replace("example/", "EXAMPLE:8443/other/"));
        CheckedApi anew = connected("{\"maxCallsPerDay\": 1}");
        assertThat(connections()).hasSize(connected);
        assertThat(used().path("id").asText()).isEqualTo(id);
        assertThat(used().path("clientName").asText()).isEqualTo("Another name");
        assertThat(used().path("callsToday").asInt()).isEqualTo(1);
        assertRefused(call(anew, number, ""), "assistant_call_limit");

        person.delete("/api/settings/connections/" + id);
        assertThat(call(first, number, "").status()).isEqualTo(401);
        assistant = TestAssistant.registered(server.url(), server.token(), "Test", callback);
        assertRefused(call(connected("{\"maxCallsPerDay\": 1}"), number, ""), "assistant_call_limit");
    }

    @Test
    void onThePersonsOwnDeviceAnAssistantIsToldByItsName() {
        assistant = local("Coder", "http://localhost:7777/callback");
        assertThat(call(connected("{\"maxCallsPerDay\": 1}"), number, "").status())
                .isEqualTo(201);
        assistant = local("CODER", "http://127.0.0.1/other");
        assertRefused(call(connected("{\"maxCallsPerDay\": 1}"), number, ""), "assistant_call_limit");

        assistant = local("Inspector", "http://localhost:7777/callback");
        assertThat(call(connected("{\"maxCallsPerDay\": 1}"), number, "").status())
                .isEqualTo(201);
    }

    private TestAssistant local(String name, String address) {
        return TestAssistant.registered(server.url(), server.token(), name, address);
    }

    // ---- spending

    @Test
    void whatIsSpentInADayIsHeldForEachWayToSpend() {
        CheckedApi api = connected("{\"maxSpendPerDay\": 20.00}");
        Answer chat = api.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}");
        assertThat(chat.status()).as(chat.response().body()).isEqualTo(200);
        assertThat(used().path("spentToday").decimalValue()).isEqualByComparingTo("10");
        assertThat(used().path("callsToday").asInt())
                .as("a conversation in writing is no call")
                .isZero();
        assertThat(api.post("/api/agents/" + agent + "/connect", "{}").status()).isEqualTo(201);

        assertRefused(call(api, number, ""), "assistant_spend_limit");
        assertRefused(api.post("/api/agents/" + agent + "/connect", "{}"), "assistant_spend_limit");
        assertRefused(api.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}"), "assistant_spend_limit");
        assertRefused(
                api.post("/api/widget/agents/" + agent + "/chat", "{\"message\": \"Hello\"}"), "assistant_spend_limit");
        String id = campaign(api, number);
        leads(api, id, 1);
        api.post("/api/campaigns/" + id + "/start", "");
        awaitReason(id, "assistant_limit");
        assertThat(callsOf(id)).isZero();
        assertThat(api.post("/api/telephony/numbers/buy", "{\"phoneNumber\": \"+12025550177\"}")
                        .status())
                .isEqualTo(403);

        clock.advance(Duration.ofDays(1));
        awaitStatus(id, "completed");
    }

    @Test
    void aConversationGoesOnOnlyWithinItsSpendingAndOnlyWithWhoeverBeganIt() {
        CheckedApi api = connected("{\"maxSpendPerDay\": 10.00}");
        String session = api.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        String more = "{\"message\": \"And then?\", \"sessionId\": \"" + session + "\"}";
        assertThat(api.post("/api/agents/" + agent + "/chat", more).status()).isEqualTo(200);
        limits("{\"maxSpendPerDay\": 9.99}");
        assertRefused(api.post("/api/agents/" + agent + "/chat", more), "assistant_spend_limit");

        limits("{}");
        String others = person.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        assertThat(api.post(
                                "/api/agents/" + agent + "/chat",
                                "{\"message\": \"Hello\", \"sessionId\": \"" + others + "\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCallThatGoesOnEndsBeforeTheSpendingOfItsDayPassesTheLimit() {
        CheckedApi api = connected("{\"maxSpendPerDay\": 20.00}");
        String id = asked(api);
        limits("{\"maxSpendPerDay\": 1.00}");

        JsonNode call = over(id);
        assertThat(call.path("failureReason").asText()).as(call.toString()).isEqualTo("assistant_limit");
        assertThat(call.path("endedBy").asText()).isEqualTo("platform");
        assertThat(used().path("spentToday").decimalValue())
                .as("what it has come to, and not what it had reserved")
                .isPositive()
                .isEqualByComparingTo(call.path("costTotal").decimalValue());
    }

    @Test
    void itEndsAlsoWhenTheAssistantWasDisconnectedMeanwhileAndAPersonsCallDoesNot() {
        CheckedApi api = connected("{\"maxSpendPerDay\": 20.00}");
        String id = asked(api);
        String persons = asked(person);
        limits("{\"maxSpendPerDay\": 1.00}");
        person.delete("/api/settings/connections/" + used().path("id").asText());

        assertThat(over(id).path("failureReason").asText()).isEqualTo("assistant_limit");
        assertThat(person.get("/api/calls/" + persons).text("/status")).isEqualTo("in_progress");
        assertThat(person.post("/api/calls/" + persons + "/end", "").status()).isEqualTo(200);
        over(persons);
    }

    /** A call on which the agent waits for the answer to a question. */
    private String asked(CheckedApi by) {
        String asking = person.post("/api/agents", """
                        {"name": "Assistant", "greeting": "Hello, this is an automated assistant.",
                         "systemPrompt": "You call a dentist to move an appointment to Thursday morning. Ask me before\
                         you accept another time.",
                         "askOwner": true, "askOwnerSeconds": 120}""").text("/id");
        String id = by.post(
                        "/api/calls/outbound",
                        "{\"agentId\": \"" + asking + "\", \"destination\": \"" + OFFERS_ANOTHER_TIME
                                + "\", \"phoneNumberId\": \"" + number + "\"}")
                .text("/callId");
        Waiting.untilTrue(
                LIMIT,
                () -> !person.get("/api/calls/" + id).json().path("question").isMissingNode());
        return id;
    }

    // ---- numbers

    @Test
    void numbersThatItMayNotUseAreNotThereForIt() {
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");
        for (String path : List.of("/api/phone-numbers", "/api/telephony/numbers/owned", "/api/widget/phone-numbers")) {
            JsonNode page = api.get(path).json();
            assertThat(page.path("total").asInt()).as(path).isEqualTo(1);
            assertThat(page.at("/data/0/id").asText()).as(path).isEqualTo(number);
            assertThat(person.get(path).json().path("total").asInt()).as(path).isGreaterThan(1);
        }

        assertRefused(call(api, otherNumber, ""), "number_not_permitted");
        assertThat(call(api, null, "").text("/phoneNumberId")).isEqualTo(number);
        assertRefused(api.put("/api/phone-numbers/" + otherNumber, "{\"label\": \"mine\"}"), "number_not_permitted");
        assertRefused(api.delete("/api/phone-numbers/" + otherNumber), "number_not_permitted");
        assertRefused(
                api.put(
                        "/api/telephony/numbers/" + otherNumber + "/trunk",
                        "{\"host\": \"sip.example.com\", \"username\": \"a\", \"password\": \"b\"}"),
                "number_not_permitted");
        assertThat(api.post("/api/phone-numbers", "{\"phoneNumber\": \"+12025550171\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(
                                "/api/telephony/numbers/provision",
                                "{\"phoneNumber\": \"+12025550172\", \"provider\": \"simulated\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post("/api/telephony/numbers/buy", "{\"phoneNumber\": \"+12025550173\"}")
                        .status())
                .isEqualTo(403);
        assertRefused(
                api.post("/api/simulator/inbound", "{\"to\": \"+12025550161\", \"from\": \"+12025550142\"}"),
                "number_not_permitted");
    }

    @Test
    void noCampaignOfItCallsFromAnotherNumber() {
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");
        assertRefused(api.post("/api/campaigns", draft(otherNumber)), "number_not_permitted");
        String own = campaign(api, number);
        assertRefused(
                api.put("/api/campaigns/" + own, "{\"phoneNumberId\": \"" + otherNumber + "\"}"),
                "number_not_permitted");
        String persons = campaign(person, otherNumber);
        leads(person, persons, 1);
        assertThat(api.post("/api/campaigns/" + persons + "/start", "").status())
                .isEqualTo(404);

        leads(api, own, 1);
        limits("{\"phoneNumberIds\": [\"" + otherNumber + "\"]}");
        assertThat(api.post("/api/campaigns/" + own + "/start", "").status())
                .as("nor is its own there any more")
                .isEqualTo(404);
    }

    @Test
    void callsOfOtherNumbersAreNotThereForIt() {
        String others =
                over(call(person, otherNumber, "").text("/callId")).path("id").asText();
        String later = call(person, otherNumber, ", \"scheduledAt\": \"" + noon(1) + "\"")
                .text("/callId");
        String persons = person.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        String visits = person.post("/api/agents/" + agent + "/connect", "{}").text("/callId");
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");

        for (String id : List.of(others, later, persons, visits)) {
            for (String root : List.of("/api/calls/", "/api/widget/calls/")) {
                assertThat(List.of(
                                api.get(root + id),
                                api.get(root + id + "/questions"),
                                api.post(root + id + "/cancel", ""),
                                api.post(root + id + "/end", ""),
                                api.post(root + id + "/transfer", "{\"destination\": \"+12025550142\"}"),
                                api.post(root + id + "/notes", "{\"text\": \"Hello\"}"),
                                api.post(root + id + "/keys", "{\"keys\": \"1\"}"),
                                api.post(root + id + "/questions/1/answer", "{\"answer\": \"Yes\"}")))
                        .as(root + id)
                        .extracting(Answer::status)
                        .containsOnly(404);
            }
        }
        assertThat(person.get("/api/calls/" + later).text("/status")).isEqualTo("scheduled");
    }

    @Test
    void itSeesTheCallsOfItsNumbersWhoeverMadeThemAndItsOwnWithoutANumber() {
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");
        String persons =
                over(call(person, number, "").text("/callId")).path("id").asText();
        String others =
                over(call(person, otherNumber, "").text("/callId")).path("id").asText();
        String own = api.post("/api/agents/" + agent + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        for (String id : List.of(persons, own)) {
            assertThat(api.get("/api/calls/" + id).status()).isEqualTo(200);
            assertThat(api.get("/api/widget/calls/" + id).status()).isEqualTo(200);
        }
        for (String list : List.of("/api/calls?", "/api/widget/calls?", "/api/calls?agentId=" + agent + "&")) {
            JsonNode page = api.get(list + "limit=100").json();
            List<String> ids = page.findValuesAsText("id");
            assertThat(ids).as(list).contains(persons, own).doesNotContain(others);
            assertThat(page.path("total").asInt()).isEqualTo(page.path("data").size());
            assertThat(person.get(list + "limit=100").json().findValuesAsText("id"))
                    .contains(persons, own, others);
        }
        assertThat(api.get("/api/calls?status=completed&limit=1")
                        .json()
                        .path("total")
                        .asInt())
                .isLessThan(person.get("/api/calls?status=completed&limit=1")
                        .json()
                        .path("total")
                        .asInt());
    }

    @Test
    void theListOfWhatGoesOnHasItsNumbersOnly() {
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + otherNumber + "\"]}");
        String visits = person.post("/api/agents/" + agent + "/connect", "{}").text("/callId");
        String own = api.post("/api/agents/" + agent + "/connect", "{}").text("/callId");
        assertThat(person.get("/api/calls/live").json().findValuesAsText("id")).contains(visits, own);
        assertThat(api.get("/api/calls/live").json().findValuesAsText("id")).containsExactly(own);
    }

    @Test
    void figuresAreThoseOfItsCalls() {
        String mine = person.post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550162\", \"provider\": \"simulated\"}")
                .text("/id");
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + mine + "\"]}");
        over(call(person, mine, "").text("/callId"));
        over(call(person, number, "").text("/callId"));
        clock.advance(Duration.ofSeconds(1));
        for (String path : List.of("/api/dashboard", "/api/widget/dashboard")) {
            assertThat(api.get(path).json().at("/calls/total").asInt()).as(path).isOne();
            assertThat(api.get(path).json().at("/callsPerDay").findValuesAsText("count"))
                    .as(path)
                    .containsOnlyOnce("1")
                    .containsOnly("0", "1");
            assertThat(person.get(path).json().at("/calls/total").asInt())
                    .as(path)
                    .isGreaterThan(1);
        }
        assertThat(api.get("/api/agents/" + agent + "/stats")
                        .json()
                        .path("totalCalls")
                        .asInt())
                .isOne();
        JsonNode usage = api.get("/api/billing/usage").json();
        assertThat(usage.at("/calls/calls").asInt()).as(usage.toString()).isOne();
        assertThat(api.get("/api/billing/transactions").status()).isEqualTo(403);
    }

    @Test
    void campaignsOfOtherNumbersAreNotThereForIt() {
        String others = campaign(person, otherNumber);
        leads(person, others, 1);
        String persons = campaign(person, number);
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");
        List<String> seen = api.get("/api/campaigns?limit=100").json().findValuesAsText("id");
        assertThat(seen).contains(persons).doesNotContain(others);
        assertThat(api.get("/api/campaigns?limit=100").json().path("total").asInt())
                .isEqualTo(seen.size());
        String path = "/api/campaigns/" + others;
        assertThat(List.of(
                        api.get(path),
                        api.get(path + "/leads"),
                        api.get(path + "/leads.csv"),
                        api.get(path + "/report"),
                        api.put(path, "{\"name\": \"Mine\"}"),
                        lead(api, others, "+12025550190"),
                        api.post(path + "/start", ""),
                        api.post(path + "/pause", ""),
                        api.post(path + "/resume", ""),
                        api.post(path + "/stop", ""),
                        api.delete(path)))
                .extracting(Answer::status)
                .containsOnly(404);
        assertThat(campaign(others).path("status").asText()).isEqualTo("draft");
    }

    @Test
    void whatWebhooksToldOfOtherNumbersCallsIsNotThereForIt() {
        assertThat(person.put("/api/settings/webhook", "{\"url\": \"https://93.184.216.34/hook\"}")
                        .status())
                .isEqualTo(200);
        String others =
                over(call(person, otherNumber, "").text("/callId")).path("id").asText();
        String own = over(call(person, number, "").text("/callId")).path("id").asText();
        person.put("/api/settings/webhook", "{\"url\": \"\"}");
        CheckedApi api = connected("{\"phoneNumberIds\": [\"" + number + "\"]}");
        String list = "/api/settings/webhook/deliveries";
        assertThat(person.get(list).json().findValuesAsText("callId")).contains(own, others);
        assertThat(api.get(list).json().findValuesAsText("callId"))
                .contains(own)
                .doesNotContain(others);
        assertThat(api.get(list + "?callId=" + others).json().path("total").asInt())
                .isZero();
        String delivery = person.get(list + "?callId=" + others).text("/data/0/id");
        assertThat(api.post(list + "/" + delivery + "/resend", "").status()).isEqualTo(404);
    }

    // ---- what no assistant may

    @Test
    void whatWouldGiveItAnotherCredentialOrOtherLimitsTakesAPerson() {
        CheckedApi api = connected("{\"maxCallsPerDay\": 1}");
        String id = used().path("id").asText();
        List<Answer> answers = List.of(
                api.post("/api/settings/api-keys", "{\"name\": \"Mine\"}"),
                api.get("/api/settings/api-keys"),
                api.put("/api/settings/connections/" + id, "{}"),
                api.delete("/api/settings/connections/" + id),
                api.put("/api/settings/webhook", "{\"url\": \"https://a.example/\"}"),
                api.put("/api/organization", "{\"timeZone\": \"Pacific/Kiritimati\"}"),
                api.post("/api/organizations", "{\"name\": \"Mine\"}"),
                api.put("/api/auth/password", "{\"currentPassword\": \"x\", \"newPassword\": \"yyyyyyyyyyyy\"}"),
                api.post("/api/billing/create-payment-intent", "{\"amount\": 100}"));
        assertThat(answers).extracting(Answer::status).containsOnly(403);
    }

    // ---- how it is done

    /** The API as the assistant reaches it. */
    private CheckedApi connected(String approval) {
        String access =
                assistant.tokens(EVERYTHING, approval).path("access_token").asText();
        String credential = server.server().assistant(access).orElseThrow().credential();
        return person.anonymous().withKey(credential).withBearer(credential);
    }

    private JsonNode used() {
        return connections().get(0);
    }

    /** This test's is the newest. */
    private List<JsonNode> connections() {
        List<JsonNode> all = new ArrayList<>();
        person.get("/api/settings/connections").json().path("data").forEach(all::add);
        return all;
    }

    private void limits(String limits) {
        assertThat(person.put("/api/settings/connections/" + used().path("id").asText(), limits)
                        .status())
                .isEqualTo(200);
    }

    private Answer call(CheckedApi api, String from, String more) {
        return call(api, from, ANSWERS, more);
    }

    private Answer call(CheckedApi api, String from, String to, String more) {
        return api.post(
                "/api/calls/outbound",
                "{\"agentId\": \"" + agent + "\", \"destination\": \"" + to + "\""
                        + (from == null ? "" : ", \"phoneNumberId\": \"" + from + "\"") + more + "}");
    }

    private String draft(String from) {
        return "{\"name\": \"Reminders\", \"agentId\": \"" + agent + "\", \"phoneNumberId\": \"" + from
                + "\", \"maxConcurrent\": 1, " + ALWAYS + "}";
    }

    private String campaign(CheckedApi api, String from) {
        Answer made = api.post("/api/campaigns", draft(from));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private void leads(CheckedApi api, String campaign, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(lead(api, campaign, "+1202555017" + i).status()).isEqualTo(200);
        }
    }

    private static Answer lead(CheckedApi api, String campaign, String to) {
        return api.post("/api/campaigns/" + campaign + "/leads", "{\"leads\": [{\"phoneNumber\": \"" + to + "\"}]}");
    }

    private JsonNode campaign(String id) {
        return person.get("/api/campaigns/" + id).json();
    }

    private void awaitReason(String id, String reason) {
        Waiting.untilTrue(
                LIMIT, () -> campaign(id).path("statusReason").asText().equals(reason));
    }

    private void awaitStatus(String id, String status) {
        Waiting.untilTrue(LIMIT, () -> campaign(id).path("status").asText().equals(status));
    }

    private int callsOf(String campaign) {
        return person.get("/api/calls?campaignId=" + campaign)
                .json()
                .path("total")
                .asInt();
    }

    private Instant noon(int daysAhead) {
        return clock.instant()
                .atZone(ZoneId.of("Asia/Kolkata"))
                .toLocalDate()
                .plusDays(daysAhead)
                .atTime(12, 0)
                .atZone(ZoneId.of("Asia/Kolkata"))
                .toInstant();
    }

    private JsonNode over(String callId) {
        Waiting.untilTrue(
                LIMIT,
                () -> List.of("completed", "failed")
                        .contains(person.get("/api/calls/" + callId)
                                .json()
                                .path("status")
                                .asText()));
        return person.get("/api/calls/" + callId).json();
    }

    private String next(String callId) {
        return over(callId).at("/nextAttempt/callId").asText();
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.text("/details/reason")).isEqualTo(reason);
    }
}
