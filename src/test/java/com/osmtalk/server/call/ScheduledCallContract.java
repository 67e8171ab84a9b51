package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.KeyScope;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls for later: dialled once at their time, again when nobody answered, or cancelled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScheduledCallContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ANSWERS = "+12025550100";
    private static final String BUSY = "+12025550101";
    private static final String DECLINES = "+12025550104";

    private final TestClock clock = new TestClock();
    private final Map<String, String> vetoes = new ConcurrentHashMap<>();
    private final TestServer server = server().withClock(clock).withVeto(this::objection);

    abstract TestServer server();

    @BeforeAll
    void open() throws IOException {
        server.open();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void itIsNotDialledBeforeItsTimeAndOnceThen() {
        String id = scheduled(ANSWERS, Duration.ofHours(2));
        JsonNode waiting = call(id);
        assertThat(waiting.path("status").asText()).isEqualTo("scheduled");
        assertThat(waiting.path("scheduledAt").asText()).isEqualTo(at(Duration.ofHours(2)));
        assertThat(waiting.has("startedAt")).isFalse();
        assertThat(listed("scheduled")).contains(id);

        clock.advance(Duration.ofHours(2).minusSeconds(1));
        afterALook();
        assertThat(call(id).path("status").asText()).isEqualTo("scheduled");

        clock.advance(Duration.ofSeconds(1));
        JsonNode over = over(id);
        assertThat(over.path("status").asText()).isEqualTo("completed");
        assertThat(over.path("transcript")).isNotEmpty();
        assertThat(listed("scheduled")).doesNotContain(id);
    }

    @ParameterizedTest
    @CsvSource({"-PT61S, in the past", "P30DT1S, at most 30 days ahead"})
    void aTimeThatCanNotBeIsRefused(Duration when, String why) {
        Answer answer = request(ANSWERS, ", \"scheduledAt\": \"" + at(when) + "\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/details/fields/0/path")).isEqualTo("scheduledAt");
        assertThat(answer.text("/details/fields/0/message")).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tomorrow\"", "\"2026-03-02T09:00:00\"", "12", "{}"})
    void whatIsNoTimeIsRefused(String time) {
        assertThat(request(ANSWERS, ", \"scheduledAt\": " + time).status()).isEqualTo(400);
    }

    @Test
    void aTimeThatHasJustPassedIsNow() {
        assertThat(over(scheduled(ANSWERS, Duration.ofSeconds(-30)))
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    /** In an organisation of its own: what another test's call came to may be counted at any moment. */
    @Test
    void itHoldsNoLineAndIsNotCountedAsACallMade() {
        TestServer.OtherOrganization other = server.otherOrganization();
        server.rows().balance(other.id(), "general", 100_000);
        CheckedApi api = server.api().anonymous().withKey(other.key()).withBearer(other.key());
        String agent = api.post("/api/agents", "{\"name\": \"Asha\", \"systemPrompt\": \"Be kind.\"}")
                .text("/id");
        String number = api.post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550160\", \"provider\": \"simulated\"}")
                .text("/id");
        JsonNode figures = figures(api);
        JsonNode stats = stats(api, agent);

        String id =
                accepted(request(api, agent, number, ANSWERS, ", \"scheduledAt\": \"" + at(Duration.ofDays(1)) + "\""));
        assertThat(figures(api)).isEqualTo(figures);
        assertThat(stats(api, agent)).isEqualTo(stats);
        assertThat(live(other.id())).isZero();
        assertThat(total(api)).as("it is listed all the same").isOne();

        assertThat(api.post("/api/calls/" + id + "/cancel", "").status()).isEqualTo(200);
        assertThat(figures(api)).isEqualTo(figures);
        assertThat(stats(api, agent)).isEqualTo(stats);
        assertThat(total(api)).isOne();
    }

    @ParameterizedTest
    @CsvSource({"PT10M, completed, -", "PT10M1S, failed, missed_schedule"})
    void itIsDialledLateWithinTenMinutesAndNotAfter(Duration late, String status, String reason) {
        String id = scheduled(ANSWERS, Duration.ofHours(1));

        clock.advance(Duration.ofHours(1).plus(late));

        JsonNode over = over(id);
        assertThat(over.path("status").asText()).isEqualTo(status);
        assertThat(over.path("failureReason").asText("-")).isEqualTo(reason);
        if (status.equals("failed")) {
            assertThat(over.path("endedBy").asText()).isEqualTo("platform");
            assertThat(over.path("billingStatus").asText()).isEqualTo("free");
            assertThat(over.has("startedAt")).isFalse();
        }
    }

    @Test
    void oneThatWasQueuedByAServerThatDiedIsNotDialledHoursLater() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        // as if a server had died right after it queued the call: neither claimed nor scheduled any more
        server.server().drain(Duration.ZERO);
        execute("UPDATE calls SET status = 'queued' WHERE id = '" + id + "'");
        dialJob(id);
        clock.advance(Duration.ofHours(4));

        server.restart();

        assertThat(over(id).path("failureReason").asText()).isEqualTo("missed_schedule");
    }

    @Test
    void oneThatWasQueuedByAServerThatDiedIsDialledSoonAfter() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        server.server().drain(Duration.ZERO);
        execute("UPDATE calls SET status = 'queued' WHERE id = '" + id + "'");
        dialJob(id);
        clock.advance(Duration.ofHours(1).plusMinutes(5));

        server.restart();

        assertThat(over(id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void itIsDialledAfterARestart() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        server.restart();
        clock.advance(Duration.ofHours(1));
        assertThat(over(id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aClockThatIsSetBackDialsNothingTwice() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        clock.advance(Duration.ofHours(1));
        JsonNode first = over(id);

        clock.advance(Duration.ofHours(-2));
        afterALook();
        clock.advance(Duration.ofHours(2));
        afterALook();

        assertThat(call(id).path("startedAt")).isEqualTo(first.path("startedAt"));
        assertThat(turns(id)).isEqualTo(first.path("transcript").size());
    }

    @Test
    void whatTheRulesForbidWhenItsTimeComesIsNotDialled() {
        String blocked = scheduled("+919876543211", Duration.ofHours(1));
        String entry = server.api()
                .post("/api/campaigns/dnc", "{\"phoneNumber\": \"+919876543211\"}")
                .text("/id");
        String allowed = scheduled("+919876543212", Duration.ofHours(1));
        compliance("{\"allowedCountries\": [\"US\"]}");

        clock.advance(Duration.ofHours(1));

        assertThat(over(blocked).path("failureReason").asText()).isEqualTo("dnc_blocked");
        assertThat(over(allowed).path("failureReason").asText()).isEqualTo("destination_not_allowed");
        assertThat(over(blocked).has("startedAt")).isFalse();
        compliance("{\"allowedCountries\": []}");
        server.api().delete("/api/campaigns/dnc/" + entry);
    }

    @Test
    void theRulesAreAskedWhenItIsAskedForToo() {
        String entry = server.api()
                .post("/api/campaigns/dnc", "{\"phoneNumber\": \"+919876543213\"}")
                .text("/id");

        Answer answer = request("+919876543213", ", \"scheduledAt\": \"" + at(Duration.ofHours(1)) + "\"");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/details/reason")).isEqualTo("dnc_blocked");
        server.api().delete("/api/campaigns/dnc/" + entry);
    }

    @Test
    void theCallingWindowCountsThatIsOpenWhenItIsDialled() {
        Instant now = clock.instant();
        String start = now.plus(Duration.ofHours(2)).toString().substring(11, 13) + ":00";
        String end = now.plus(Duration.ofHours(4)).toString().substring(11, 13) + ":00";
        // a number of Ghana, where it is UTC all year
        compliance("{\"callingWindow\": {\"enabled\": true, \"windowStart\": \"" + start + "\", \"windowEnd\": \"" + end
                + "\", \"weekdays\": [0, 1, 2, 3, 4, 5, 6]}}");

        String open = scheduled("+233302123456", Duration.ofHours(3));
        Answer closed = request("+233302123456", ", \"scheduledAt\": \"" + at(Duration.ofHours(6)) + "\"");

        assertThat(closed.text("/details/reason")).isEqualTo("outside_calling_window");
        assertThat(call(open).path("status").asText()).isEqualTo("scheduled");
        cancel(open);
        compliance("{\"callingWindow\": {\"enabled\": false, \"windowStart\": \"09:00\", \"windowEnd\": \"21:00\","
                + " \"weekdays\": [0, 1, 2, 3, 4, 5, 6]}}");
    }

    @Test
    void anAgentThatIsGoneEndsIt() {
        String agent = server.api()
                .post("/api/agents", "{\"name\": \"Short-lived\", \"systemPrompt\": \"Be kind.\"}")
                .text("/id");
        String id = server.api()
                .post(
                        "/api/calls/outbound",
                        ("{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"%s\","
                                        + " \"scheduledAt\": \"%s\"}")
                                .formatted(agent, server.phoneNumberId(), ANSWERS, at(Duration.ofHours(1))))
                .text("/callId");
        assertThat(server.api().delete("/api/agents/" + agent).status()).isBetween(200, 204);

        clock.advance(Duration.ofHours(1));

        assertThat(over(id).path("failureReason").asText()).isEqualTo("agent_or_number_changed");
    }

    @Test
    void oneAskedForFromASimulatedNumberNeverRingsARealPhone() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        execute("UPDATE phone_numbers SET provider = 'sip' WHERE id = '" + server.phoneNumberId() + "'");

        clock.advance(Duration.ofHours(1));

        assertThat(over(id).path("failureReason").asText()).isIn("no_carrier", "agent_or_number_changed");
        execute("UPDATE phone_numbers SET provider = 'simulated' WHERE id = '" + server.phoneNumberId() + "'");
    }

    @Test
    void withoutCreditsItIsNotDialled() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        execute("UPDATE balances SET amount = amount - 100000000");

        clock.advance(Duration.ofHours(1));

        assertThat(over(id).path("failureReason").asText()).isEqualTo("insufficient_credits");
        assertThat(request(ANSWERS, ", \"scheduledAt\": \"" + at(Duration.ofHours(1)) + "\"")
                        .status())
                .isEqualTo(402);
        execute("UPDATE balances SET amount = amount + 100000000");
    }

    @Test
    void aBusyLineIsCalledAgainAndNoMoreOftenThanWasAskedFor() {
        String first = placed(BUSY, retry(1, 30, "[\"busy\"]"));
        JsonNode ended = over(first);
        assertThat(ended.path("failureReason").asText()).isEqualTo("busy");
        assertThat(ended.path("attempt").asInt()).isOne();
        String second = ended.at("/nextAttempt/callId").asText();
        JsonNode waiting = call(second);
        assertThat(waiting.path("status").asText()).isEqualTo("scheduled");
        assertThat(waiting.path("retryOf").asText()).isEqualTo(first);
        assertThat(waiting.path("attempt").asInt()).isEqualTo(2);
        assertThat(waiting.path("scheduledAt")).isEqualTo(ended.at("/nextAttempt/at"));
        assertThat(waiting.path("to").asText()).isEqualTo(BUSY);
        assertThat(waiting.path("dynamicVariables")).isEqualTo(ended.path("dynamicVariables"));

        clock.advance(Duration.ofMinutes(30));

        JsonNode again = over(second);
        assertThat(again.path("failureReason").asText()).isEqualTo("busy");
        assertThat(again.has("nextAttempt")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        DECLINES + ", '[\"busy\",\"no_answer\",\"voicemail\"]'",
        BUSY + ", '[\"no_answer\"]'",
        "+12025550110, '[\"busy\"]'",
        ANSWERS + ", '[\"busy\"]'"
    })
    void anyOtherEndIsFinal(String number, String on) {
        assertThat(over(placed(number, retry(3, 1, on))).has("nextAttempt")).isFalse();
    }

    @Test
    void theRulesAreAskedForTheNextAttemptToo() {
        String second = over(placed(BUSY, retry(5, 10, "[\"busy\"]")))
                .at("/nextAttempt/callId")
                .asText();
        String entry = server.api()
                .post("/api/campaigns/dnc", "{\"phoneNumber\": \"" + BUSY + "\"}")
                .text("/id");

        clock.advance(Duration.ofMinutes(10));

        JsonNode over = over(second);
        assertThat(over.path("failureReason").asText()).isEqualTo("dnc_blocked");
        assertThat(over.has("nextAttempt")).isFalse();
        server.api().delete("/api/campaigns/dnc/" + entry);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"attempts\": 0}', retry.attempts",
        "'{\"attempts\": 6}', retry.attempts",
        "'{\"attempts\": 1, \"afterMinutes\": 0}', retry.afterMinutes",
        "'{\"attempts\": 1, \"afterMinutes\": 10081}', retry.afterMinutes",
        "'{\"attempts\": 1, \"on\": []}', retry.on",
        "'{\"attempts\": 1, \"on\": [\"rejected\"]}', retry.on[0]",
        "'{\"attempts\": 1, \"on\": [\"busy\", \"interrupted\"]}', retry.on[1]",
        "'{\"attempts\": 1, \"on\": [\"carrier_unavailable\"]}', retry.on[0]",
        "'{\"attempts\": 1, \"on\": [\"dnc_blocked\"]}', retry.on[0]"
    })
    void onlyWhatTellsThatNobodyWasReachedIsCalledAgain(String retry, String field) {
        Answer answer = request(ANSWERS, ", \"retry\": " + retry);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/details/fields/0/path")).isEqualTo(field);
    }

    @Test
    void aCancelledCallIsNeverDialledAndCostsNothing() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));

        Answer first = server.api().post("/api/calls/" + id + "/cancel", "");
        Answer second = server.api().post("/api/calls/" + id + "/cancel", "");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/status")).isEqualTo("failed");
        assertThat(first.text("/failureReason")).isEqualTo("canceled");
        assertThat(first.text("/endedBy")).isEqualTo("user");
        assertThat(first.text("/billingStatus")).isEqualTo("free");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        clock.advance(Duration.ofHours(1));
        afterALook();
        assertThat(call(id)).isEqualTo(first.json());
    }

    @Test
    void theIdOfACallThatIsOverCancelsTheAttemptThatIsToFollow() {
        String first = placed(BUSY, retry(2, 30, "[\"busy\"]"));
        String second = over(first).at("/nextAttempt/callId").asText();

        Answer answer = server.api().post("/api/calls/" + first + "/cancel", "");

        assertThat(answer.text("/id")).isEqualTo(second);
        assertThat(answer.text("/failureReason")).isEqualTo("canceled");
        assertThat(answer.json().has("nextAttempt")).isFalse();
    }

    @Test
    void endingAScheduledCallCancelsIt() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));

        Answer ended = server.api().post("/api/calls/" + id + "/end", "");

        assertThat(ended.text("/failureReason")).isEqualTo("canceled");
    }

    @Test
    void aCallThatIsOverCanNotBeCancelled() {
        String id = placed(ANSWERS, "");
        over(id);

        Answer answer = server.api().post("/api/calls/" + id + "/cancel", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("call_over");
    }

    @Test
    void aKeyCancelsWhatItAskedForAndNothingElse() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        String route = "/api/widget/calls/" + id + "/cancel";
        CheckedApi anotherKey = server.api().withKey(server.limitedKey(KeyScope.VOICE));

        assertThat(anotherKey.post(route, "").status()).isEqualTo(404);
        assertThat(anotherKey.post(route, "").code()).isEqualTo("not_found");
        assertThat(server.api()
                        .withKey(server.otherOrganization().key())
                        .post(route, "")
                        .status())
                .isEqualTo(404);
        assertThat(server.api()
                        .withKey(server.limitedKey(KeyScope.CHAT))
                        .post(route, "")
                        .status())
                .isEqualTo(403);
        assertThat(call(id).path("status").asText()).isEqualTo("scheduled");
        assertThat(server.api().post(route, "").text("/failureReason")).isEqualTo("canceled");
    }

    @Test
    void ofACancelAndADialThatRaceOneWins() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(scheduled(ANSWERS, Duration.ofHours(1)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CheckedApi api = server.api();
            List<Callable<Answer>> cancels = ids.stream()
                    .<Callable<Answer>>map(id -> () -> api.post("/api/calls/" + id + "/cancel", ""))
                    .toList();
            clock.advance(Duration.ofHours(1));
            List<Future<Answer>> answers = threads.invokeAll(cancels);
            for (int i = 0; i < ids.size(); i++) {
                JsonNode over = over(ids.get(i));
                boolean cancelled = answers.get(i).get().status() == 200;
                assertThat(over.path("failureReason").asText("-")).isEqualTo(cancelled ? "canceled" : "-");
                assertThat(over.path("transcript").isEmpty()).isEqualTo(cancelled);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "deleted", "without voice"})
    void aKeyThatMayNotCallAnyMoreEndsWhatItAskedFor(String how) {
        CheckedApi people = server.api();
        Answer made =
                people.post("/api/settings/api-keys", "{\"name\": \"Short-lived\", \"scopes\": [\"voice\", \"chat\"]}");
        CheckedApi key = people.withKey(made.text("/key"));
        String later = request(key, ANSWERS, ", \"scheduledAt\": \"" + at(Duration.ofHours(1)) + "\"")
                .text("/callId");
        String again = over(request(key, BUSY, retry(1, 60, "[\"busy\"]")).text("/callId"))
                .at("/nextAttempt/callId")
                .asText();
        String others = scheduled(ANSWERS, Duration.ofHours(1));
        String route = "/api/settings/api-keys/" + made.text("/apiKey/id");
        int done = switch (how) {
            case "disabled" -> people.put(route, "{\"enabled\": false}").status();
            case "deleted" -> people.delete(route).status();
            default -> people.put(route, "{\"scopes\": [\"chat\"]}").status();
        };
        assertThat(done).isBetween(200, 204);

        clock.advance(Duration.ofHours(1));

        assertThat(over(later).path("failureReason").asText()).isEqualTo("key_revoked");
        assertThat(over(later).has("startedAt")).isFalse();
        assertThat(over(again).path("failureReason").asText()).isEqualTo("key_revoked");
        assertThat(over(others).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aKeyThatIsEnabledAgainBeforeTheTimeEndsNothing() {
        CheckedApi people = server.api();
        Answer made = people.post("/api/settings/api-keys", "{\"name\": \"Sometimes\"}");
        String id = request(
                        people.withKey(made.text("/key")),
                        ANSWERS,
                        ", \"scheduledAt\": \"" + at(Duration.ofHours(1)) + "\"")
                .text("/callId");
        people.put("/api/settings/api-keys/" + made.text("/apiKey/id"), "{\"enabled\": false}");
        people.put("/api/settings/api-keys/" + made.text("/apiKey/id"), "{\"enabled\": true}");

        clock.advance(Duration.ofHours(1));

        assertThat(over(id).path("status").asText()).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"minutes\": 0}', dialWindow.minutes",
        "'{\"minutes\": 129601}', dialWindow.minutes",
        "'{\"windowStart\": \"09:00\"}', dialWindow.windowEnd",
        "'{\"windowEnd\": \"24:00\"}', dialWindow.windowStart",
        "'{\"windowStart\": \"9\", \"windowEnd\": \"21:00\"}', dialWindow.windowStart",
        "'{\"windowStart\": \"09:00\", \"windowEnd\": \"25:00\"}', dialWindow.windowEnd",
        "'{\"windowStart\": \"09:00\", \"windowEnd\": \"09:00\"}', dialWindow.windowEnd"
    })
    void whatIsNoWindowIsRefused(String window, String field) {
        Answer answer = request(ANSWERS, ", \"dialWindow\": " + window);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/details/fields/0/path")).isEqualTo(field);
    }

    @Test
    void consentGivenForATimeHoldsForThatTimeOnly() {
        String late = scheduled(ANSWERS, Duration.ofHours(1), ", \"dialWindow\": {\"minutes\": 5}");
        String inTime = scheduled(ANSWERS, Duration.ofHours(1), ", \"dialWindow\": {\"minutes\": 6}");

        clock.advance(Duration.ofHours(1).plusMinutes(6));

        assertThat(over(late).path("failureReason").asText()).isEqualTo("consent_expired");
        assertThat(over(late).has("startedAt")).isFalse();
        assertThat(over(inTime).path("status").asText()).isEqualTo("completed");
    }

    private Optional<String> objection(Call call) {
        String words = vetoes.get(call.to());
        if ("closed".equals(words)) {
            throw Problem.unavailable("guard_unavailable", "closed");
        }
        return Optional.ofNullable(words);
    }

    @Test
    void aGuardOfTheSameProgramIsAskedWhenItIsDialled() {
        String number = "+12025550171";
        String agreed = scheduled(number, Duration.ofHours(1), ", \"dialWindow\": {\"minutes\": 30}");
        String notOfAGuard = scheduled(number, Duration.ofHours(1));
        vetoes.put(number, "That number is not on the list.");

        clock.advance(Duration.ofHours(1));

        assertThat(over(agreed).path("failureReason").asText()).isEqualTo("guard_refused");
        assertThat(over(agreed).path("failureDetail").asText()).isEqualTo("That number is not on the list.");
        assertThat(over(agreed).path("billingStatus").asText()).isEqualTo("free");
        assertThat(over(agreed).has("startedAt")).isFalse();
        assertThat(over(notOfAGuard).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aGuardWhoseRecordsCanNotBeReadHasTheCallWait() {
        String number = "+12025550172";
        String id = scheduled(number, Duration.ofHours(1), ", \"dialWindow\": {\"minutes\": 30}");
        vetoes.put(number, "closed");

        clock.advance(Duration.ofHours(1));
        afterALook();
        assertThat(call(id).path("status").asText()).isEqualTo("scheduled");

        vetoes.remove(number);
        assertThat(over(id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void noAttemptFollowsAfterTheTimeThatWasAgreedTo() {
        JsonNode first = over(placed(BUSY, retry(5, 30, "[\"busy\"]") + ", \"dialWindow\": {\"minutes\": 45}"));
        String second = first.at("/nextAttempt/callId").asText();

        clock.advance(Duration.ofMinutes(30));

        JsonNode over = over(second);
        assertThat(over.path("failureReason").asText()).isEqualTo("busy");
        assertThat(over.has("nextAttempt")).as("it would come after an hour").isFalse();
    }

    @Test
    void aClockThatJumpsOverTheEndOfTheConsentDialsNobody() {
        String second = over(placed(BUSY, retry(5, 30, "[\"busy\"]") + ", \"dialWindow\": {\"minutes\": 35}"))
                .at("/nextAttempt/callId")
                .asText();

        clock.advance(Duration.ofMinutes(36));

        assertThat(over(second).path("failureReason").asText()).isEqualTo("consent_expired");
        clock.advance(Duration.ofMinutes(-36));
        afterALook();
        assertThat(call(second).path("failureReason").asText()).isEqualTo("consent_expired");
    }

    @Test
    void aCallThatWasQueuedByAServerThatDiedIsNotDialledBeyondItsConsent() {
        String id = "call_00000000000000000000000DW1";
        String number = server.phoneNumberId();
        server.server().drain(Duration.ZERO);
        execute("""
                INSERT INTO calls (id, organization_id, agent_id, agent_name, phone_number_id, channel, direction,
                                   simulated, from_number, to_number, status, dynamic_variables, agreed_times,
                                   created_at, llm_model, billing_status)
                SELECT '%s', organization_id, agent_id, 'Agent', id, 'phone', 'outbound', 1, phone_number,
                       '+12025550100', 'queued', '{}', '{"until": "%s"}', %d, 'model', 'pending'
                FROM phone_numbers WHERE id = '%s'
                """.formatted(id, clock.instant().plus(Duration.ofMinutes(15)), clock.millis(), number));
        dialJob(id);
        clock.advance(Duration.ofHours(4));

        server.restart();

        assertThat(over(id).path("failureReason").asText()).isEqualTo("consent_expired");
    }

    @Test
    void theHoursOfTheDayThatWereAgreedToHoldForEachAttempt() {
        // a number of Ghana, where it is UTC all year
        String number = "+233302123456";
        Instant now = clock.instant();
        String hours = ", \"dialWindow\": {\"windowStart\": \"%s\", \"windowEnd\": \"%s\"}"
                .formatted(
                        now.minus(Duration.ofHours(1)).toString().substring(11, 16),
                        now.plus(Duration.ofHours(2)).toString().substring(11, 16));
        Answer closed = request(number, ", \"scheduledAt\": \"" + at(Duration.ofHours(3)) + "\"" + hours);
        String open = scheduled(number, Duration.ofMinutes(119), hours);

        assertThat(closed.status()).isEqualTo(422);
        assertThat(closed.text("/details/reason")).isEqualTo("outside_calling_window");
        clock.advance(Duration.ofMinutes(121));
        assertThat(over(open).path("failureReason").asText()).isEqualTo("outside_calling_window");
        assertThat(over(open).has("startedAt")).isFalse();
    }

    @Test
    void moreThanFiveHundredAreNotScheduled() {
        String id = scheduled(ANSWERS, Duration.ofHours(1));
        execute("""
                INSERT INTO calls (id, organization_id, agent_id, agent_name, channel, direction, status,
                                   dynamic_variables, created_at, scheduled_at, llm_model, billing_status)
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
                SELECT 'call_many' || n, organization_id, agent_id, agent_name, channel, direction, 'scheduled',
                       dynamic_variables, created_at, 9000000000000, llm_model, billing_status
                FROM calls, numbers WHERE id = '%s'
                """.formatted(id));

        Answer answer = request(ANSWERS, ", \"scheduledAt\": \"" + at(Duration.ofHours(1)) + "\"");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("schedule_limit");
        execute("DELETE FROM calls WHERE id LIKE 'call_many%'");
        cancel(id);
    }

    private String scheduled(String number, Duration in) {
        return scheduled(number, in, "");
    }

    private String scheduled(String number, Duration in, String more) {
        return accepted(request(number, ", \"scheduledAt\": \"" + at(in) + "\"" + more));
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.text("/status")).isEqualTo("scheduled");
        return answer.text("/callId");
    }

    private String placed(String number, String more) {
        Answer answer = request(number, more);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/callId");
    }

    private Answer request(String number, String more) {
        return request(server.api(), number, more);
    }

    private Answer request(CheckedApi api, String number, String more) {
        return request(api, server.agentId(), server.phoneNumberId(), number, more);
    }

    private static Answer request(CheckedApi api, String agent, String from, String number, String more) {
        return api.post("/api/widget/calls/outbound", """
                {"agentId": "%s", "phoneNumberId": "%s", "destination": "%s",
                 "dynamicVariables": {"first_name": "Arjun", "day": "Tuesday"}%s}
                """.formatted(agent, from, number, more));
    }

    private static String retry(int attempts, int minutes, String on) {
        return ", \"retry\": {\"attempts\": %d, \"afterMinutes\": %d, \"on\": %s}".formatted(attempts, minutes, on);
    }

    private String at(Duration in) {
        return clock.instant().plus(in).toString().replaceFirst("(:[0-9]{2}:[0-9]{2})Z", "$1.000Z");
    }

    private void cancel(String id) {
        assertThat(server.api().post("/api/calls/" + id + "/cancel", "").status())
                .isEqualTo(200);
    }

    private void compliance(String json) {
        assertThat(server.api().put("/api/settings/compliance", json).status()).isEqualTo(200);
    }

    private JsonNode call(String id) {
        return server.api().get("/api/calls/" + id).json();
    }

    private JsonNode over(String id) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(call(id))
                        .filter(call -> call.path("status").asText().matches("completed|failed")));
    }

    private List<String> listed(String status) {
        return server.api().get("/api/calls?limit=100&status=" + status).json().findValuesAsText("id");
    }

    private static JsonNode figures(CheckedApi api) {
        return api.get("/api/widget/dashboard").json().path("calls");
    }

    private static JsonNode stats(CheckedApi api, String agent) {
        return api.get("/api/agents/" + agent + "/stats").json();
    }

    private static long total(CheckedApi api) {
        return api.get("/api/calls?limit=1").json().path("total").asLong();
    }

    private long live(String organization) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM calls WHERE organization_id = :organization"
                                + " AND status IN ('queued', 'ringing', 'in_progress')")
                        .bind("organization", organization)
                        .mapTo(Long.class)
                        .one());
    }

    private int turns(String id) {
        return call(id).path("transcript").size();
    }

    private void execute(String sql) {
        server.database().transaction(handle -> handle.execute(sql));
    }

    /** The job of a call that a server has queued. */
    private void dialJob(String id) {
        Jobs.Job job = Jobs.own(server.database(), clock, () -> "srv_dead")
                .define("dial", Duration.ofSeconds(1), 8, each -> {});
        server.database().transaction(handle -> {
            job.schedule(id, clock.instant());
            return null;
        });
    }

    /** Until scheduled calls have been looked at since: a call that is due now is dealt with in its turn. */
    private void afterALook() {
        over(scheduled(ANSWERS, Duration.ZERO));
    }
}
