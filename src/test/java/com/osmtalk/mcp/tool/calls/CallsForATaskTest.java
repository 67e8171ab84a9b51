package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.guard.QuietHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with a task, to several people, and for a time: what the person agrees to, and what is dialled. */
class CallsForATaskTest {
    private static final String OUTBOUND = "/api/widget/calls/outbound";
    private static final String TASK = "Move my appointment to Thursday";

    /** A Tuesday, ten in the morning in New York. */
    private static final Instant NOW = Instant.parse("2026-12-01T15:00:00Z");

    private final MovableClock clock = new MovableClock();

    @RegisterExtension
    final ToolBench bench = new ToolBench(clock, rules -> rules.perHour(5).quietHours(QuietHours.parse("21:00-08:00")));

    private static final class MovableClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void aServerThatKnowsTasks() {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        Records.page(general(), Records.agent(Records.AGENT, "Appointment reminder")));
    }

    private static Map<String, Object> general() {
        Map<String, Object> general = new LinkedHashMap<>(Records.agent("agent_general", "General assistant"));
        general.put("general", true);
        general.put("variables", List.of());
        return general;
    }

    private static Map<String, Object> with(Object... more) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i].toString(), more[i + 1]);
        }
        return arguments;
    }

    /** Gets a preview, and calls again with its token. */
    private ToolBench.Answer agreed(Map<String, Object> arguments) throws Exception {
        String token = bench.bad("start_outbound_call", arguments).field("confirmation_token");
        Map<String, Object> again = new LinkedHashMap<>(arguments);
        again.put("confirmation_token", token);
        return bench.good("start_outbound_call", again);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sent(int index) {
        return (Map<String, Object>) dialled().get(index).json();
    }

    private List<StubApi.Request> dialled() {
        return bench.api().requests("POST", OUTBOUND);
    }

    @Test
    void aTaskAloneIsEnoughAndThePersonSeesAllOfIt() throws Exception {
        String task = "Ask for a table. " + "x".repeat(1900) + " And give them my password.";
        Map<String, Object> call = with(
                "to",
                "+12025550100",
                "task",
                task,
                "callee",
                "Dr. Lee",
                "on_behalf_of",
                "Asha",
                "first_words",
                "Hello!",
                "answers",
                List.of(Map.of("name", "new_date", "type", "date", "question", "Which day?")));
        ToolBench.Answer preview = bench.bad("start_outbound_call", call);
        assertThat(preview.text())
                .contains("General assistant", task, "Dr. Lee", "Asha", "Hello!", "new_date", "Which day?");
        agreed(call);
        assertThat(sent(0))
                .containsEntry("agentId", "agent_general")
                .containsEntry("task", task)
                .containsEntry("callee", "Dr. Lee")
                .containsEntry("onBehalfOf", "Asha")
                .containsEntry("firstWords", "Hello!")
                .containsEntry(
                        "answers", List.of(Map.of("name", "new_date", "type", "date", "question", "Which day?")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "callee", "on_behalf_of", "first_words", "retry", "at", "answers"})
    void consentHoldsForExactlyWhatWasShown(String changed) throws Exception {
        Map<String, Object> call = with(
                "to",
                "+12025550100",
                "task",
                TASK,
                "callee",
                "Dr. Lee",
                "on_behalf_of",
                "Asha",
                "first_words",
                "Hello!",
                "at",
                "tomorrow 9:30 there",
                "retry",
                Map.of("attempts", 2),
                "answers",
                List.of(Map.of("name", "a", "question", "Which day?")));
        String token = bench.bad("start_outbound_call", call).field("confirmation_token");
        Map<String, Object> other = new LinkedHashMap<>(call);
        other.put("confirmation_token", token);
        other.put(
                changed,
                Map.<String, Object>of(
                                "retry", Map.of("attempts", 3),
                                "at", "tomorrow 10:30 there",
                                "answers", List.of(Map.of("name", "a", "question", "Which hour?")))
                        .getOrDefault(changed, "Something else"));
        assertThat(bench.bad("start_outbound_call", other).field("code")).isEqualTo("confirmation_invalid");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void whatNobodySeesIsShownByItsNumber() throws Exception {
        ToolBench.Answer preview = bench.bad(
                "start_outbound_call",
                with(
                        "to",
                        "+12025550100",
                        "task",
                        "Say hello\u202E\nTo: +12025550101\u200B\u0007",
                        "callee",
                        "A\u2066B"));
        assertThat(preview.text())
                .contains("\\u{202E}", "\\nTo: ", "\\u{200B}", "\\u{0007}", "\\u{2066}")
                .doesNotContain("\u202E", "\u200B", "\u0007", "\u2066");
    }

    @Test
    void theSameTaskInOtherSpellingIsTheSameCallAndAnotherTaskIsNot() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK));
        ToolBench.Answer again = bench.good(
                "start_outbound_call", with("to", "+1 202 555-0100", "task", " MOVE my  appointment to thursday!"));
        assertThat(again.field("duplicate_suppressed")).isEqualTo("true");
        assertThat(dialled()).hasSize(1);
        agreed(with("to", "+12025550100", "task", "Cancel my appointment"));
        assertThat(dialled()).hasSize(2);
    }

    @Test
    void severalPeopleAreShownTogetherAndEachIsCalledOnce() throws Exception {
        Map<String, Object> call = with(
                "to",
                List.of(
                        "+12025550100",
                        Map.of("to", "+12025550101", "callee", "Ben", "variables", Map.of("day", "Friday"))),
                "task",
                TASK);
        ToolBench.Answer preview = bench.bad("start_outbound_call", call);
        assertThat(preview.text()).contains("To 1: +12025550100", "To 2: +12025550101", "Ben", "Friday", TASK);
        ToolBench.Answer placed = agreed(call);
        assertThat(placed.structured().at("/calls")).hasSize(2);
        assertThat(placed.text()).contains("call_ids");
        assertThat(dialled()).hasSize(2);
        assertThat(sent(1)).containsEntry("callee", "Ben");
        assertThat(dialled())
                .extracting(request -> request.header("idempotency-key"))
                .doesNotHaveDuplicates();
        ToolBench.Answer again = bench.good("start_outbound_call", call);
        assertThat(again.structured().at("/calls"))
                .allSatisfy(one ->
                        assertThat(one.path("duplicate_suppressed").asBoolean()).isTrue());
        assertThat(dialled()).hasSize(2);
    }

    @Test
    void aListInAStringIsAList() throws Exception {
        agreed(with("to", "[\"+12025550100\", {\"to\":\"+12025550101\"}]", "task", TASK));
        agreed(with("to", "+12025550102, +12025550103", "task", TASK));
        assertThat(dialled()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 900 555 0199", "+19005550199", "tel:+1-900-555-0199", "＋１９００５５５０１９９"})
    void aListThatHidesAForbiddenNumberIsRefusedWholeBeforeAnybodyIsAsked(String forbidden) throws Exception {
        JsonNode error = bench.bad(
                        "start_outbound_call",
                        with("to", List.of("+12025550100", Map.of("to", forbidden, "callee", "Ben")), "task", TASK))
                .structured();
        assertThat(error.path("code").asText()).isEqualTo("number_forbidden");
        assertThat(error.path("message").asText()).contains("+19005550199");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void theLimitsCountEachOfAListAndEachRetry() throws Exception {
        List<Object> six = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            six.add("+1202555010" + i);
        }
        assertThat(bench.bad("start_outbound_call", with("to", six, "task", TASK))
                        .field("code"))
                .isEqualTo("hourly_cap_reached");
        assertThat(bench.bad(
                                "start_outbound_call",
                                with(
                                        "to",
                                        six.subList(0, 2),
                                        "task",
                                        TASK,
                                        "retry",
                                        Map.of("attempts", 3, "after_minutes", 20)))
                        .field("code"))
                .isEqualTo("hourly_cap_reached");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void listsThatAreNoneAreRefused() throws Exception {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            many.add("+120255501" + (10 + i));
        }
        for (Object list : List.of(
                List.of(),
                many,
                List.of("+12025550100", "+1 (202) 555-0100"),
                List.of("+12025550100", "+12025550150"),
                List.of("+12025550100", 5),
                List.of(Map.of("callee", "Ben")),
                List.of(Map.of("to", "+12025550100", "number", "+12025550101", "task", "x")))) {
            assertThat(bench.bad("start_outbound_call", with("to", list, "task", TASK))
                            .field("code"))
                    .as(list.toString())
                    .isEqualTo("invalid_arguments");
        }
        assertThat(dialled()).isEmpty();
    }

    @Test
    void oneThatTheApiRefusesKeepsNoOtherFromBeingPlacedAndARepeatDialsOnlyThatOne() throws Exception {
        List<String> refusing = new ArrayList<>(List.of("+12025550101"));
        bench.api()
                .on(
                        "POST " + OUTBOUND,
                        request -> refusing.contains(request.json().get("destination"))
                                ? StubApi.Answer.error(422, "refused", "On the do-not-call list", Map.of())
                                : new StubApi.Answer(201, Records.accepted(), Map.of()));
        Map<String, Object> call = with("to", List.of("+12025550100", "+12025550101", "+12025550102"), "task", TASK);
        ToolBench.Answer answer = agreed(call);
        assertThat(answer.structured().at("/calls/1/error/code").asText()).isEqualTo("refused");
        assertThat(answer.structured().at("/calls/2/call_id").asText()).isEqualTo(Records.CALL);
        refusing.clear();
        Map<String, Object> again = new LinkedHashMap<>(call);
        again.put("idempotency_key", answer.field("idempotency_key"));
        String token = bench.bad("start_outbound_call", again).field("confirmation_token");
        again.put("confirmation_token", token);
        bench.good("start_outbound_call", again);
        assertThat(dialled().stream()
                        .filter(request -> "+12025550100".equals(request.json().get("destination")))
                        .map(request -> request.header("idempotency-key"))
                        .distinct())
                .as("a repeat has the key of the first")
                .hasSize(1);
    }

    @Test
    void aTimeInWordsIsThatOfThePreviewHoweverLongThePersonReads() throws Exception {
        Map<String, Object> call = with("to", "+12025550100", "task", TASK, "at", "in 20 minutes");
        ToolBench.Answer preview = bench.bad("start_outbound_call", call);
        assertThat(preview.text()).contains("Tue 1 Dec 2026 10:20 in America/New_York", "2026-12-01T15:20:00Z");
        clock.now = NOW.plus(Duration.ofMinutes(4));
        call.put("confirmation_token", preview.field("confirmation_token"));
        bench.good("start_outbound_call", call);
        assertThat(sent(0)).containsEntry("scheduledAt", "2026-12-01T15:20:00.000Z");
    }

    @Test
    void whatAServerDialsByItselfIsHeldToTheTimeOfTheConsentAndTheHoursThatAreNotQuiet() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK));
        agreed(with("to", "+12025550101", "task", TASK, "at", "in 20 minutes"));
        agreed(with("to", "+12025550102", "task", TASK, "retry", Map.of("attempts", 3, "after_minutes", 60)));

        assertThat(sent(0)).containsEntry("dialWindow", window(15));
        assertThat(sent(1)).containsEntry("dialWindow", window(15));
        assertThat(sent(2)).containsEntry("dialWindow", window(2 * 60 + 3 * 15));
    }

    @Test
    void untilWhenTheConsentHoldsIsShownToWhoeverAgreesAndWhileTheCallWaits() throws Exception {
        assertThat(bench.bad("start_outbound_call", with("to", "+12025550100", "task", TASK, "at", "in 20 minutes"))
                        .text())
                .contains("Consent holds: until 15 minutes after the first dialling was due,"
                        + " from 08:00 to 21:00 by the clock there");
        Map<String, Object> waiting = Records.call("scheduled");
        waiting.put("scheduledAt", "2026-12-01T17:00:00.000Z");
        waiting.put(
                "dialWindow",
                Map.of("until", "2026-12-01T17:15:00.000Z", "windowStart", "08:00", "windowEnd", "21:00"));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, waiting);
        assertThat(bench.good("get_call", Map.of("call_id", Records.CALL)).text())
                .contains("agreed until 2026-12-01T17:15:00Z, from 08:00 to 21:00 there");
    }

    @Test
    void aServerThatRefusesWindowsPlacesACallForNowWithoutAndNoneForLater() throws Exception {
        bench.api()
                .on(
                        "POST " + OUTBOUND,
                        request -> request.json().containsKey("dialWindow")
                                ? StubApi.Answer.error(
                                        400,
                                        "validation_error",
                                        "Correct it.",
                                        Map.of(
                                                "fields",
                                                List.of(Map.of("path", "dialWindow", "message", "is unknown"))))
                                : new StubApi.Answer(201, Records.accepted(), Map.of()));
        agreed(with("to", "+12025550100", "task", TASK));
        assertThat(sent(1)).doesNotContainKey("dialWindow").containsEntry("task", TASK);

        Map<String, Object> later = with("to", "+12025550101", "task", TASK, "at", "in 20 minutes");
        later.put("confirmation_token", bench.bad("start_outbound_call", later).field("confirmation_token"));
        bench.bad("start_outbound_call", later);
        assertThat(dialled()).hasSize(3);
    }

    @Test
    void theLimitsCountEachAttemptAtItsOwnTime() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK, "retry", Map.of("attempts", 3, "after_minutes", 90)));
        for (int i = 1; i < 5; i++) {
            agreed(with("to", "+1202555010" + i, "task", TASK));
        }
        assertThat(bench.bad("start_outbound_call", with("to", "+12025550105", "task", TASK))
                        .field("code"))
                .as("a sixth within the hour")
                .isEqualTo("hourly_cap_reached");
        for (int i = 5; i < 9; i++) {
            agreed(with("to", "+1202555010" + i, "task", TASK, "at", "in 181 minutes"));
        }
        assertThat(bench.bad("start_outbound_call", with("to", "+12025550109", "task", TASK, "at", "in 182 minutes"))
                        .field("code"))
                .as("a sixth within the hour of the last attempt")
                .isEqualTo("hourly_cap_reached");
    }

    private static Map<String, Object> window(int minutes) {
        return Map.of("minutes", minutes, "windowStart", "08:00", "windowEnd", "21:00");
    }

    @Test
    void aCallWhoseFurtherAttemptsWouldFallOnTheSameScheduledCallIsThatCall() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK, "at", "in 2 hours"));
        Map<String, Object> first = Records.call("scheduled");
        first.put("scheduledAt", "2026-12-01T17:00:00.000Z");
        bench.api().on("GET /api/widget/calls/" + Records.CALL, first);

        bench.good(
                "start_outbound_call",
                with("to", "+12025550100", "task", TASK, "retry", Map.of("attempts", 3, "after_minutes", 60)));

        assertThat(dialled()).hasSize(1);
        // one that is over by then is another call
        agreed(with("to", "+12025550100", "task", TASK));
        assertThat(dialled()).hasSize(2);
    }

    @Test
    void aServerThatKnowsNoTasksGetsThemAsVariablesAndSaysWhatItCanNot() throws Exception {
        bench.api().on("GET /api/widget/agents", Records.page(Records.agentAskingFor("task", "callee")));
        assertThat(bench.bad("start_outbound_call", with("to", "+12025550100", "task", TASK))
                        .field("code"))
                .isEqualTo("not_supported");
        Map<String, Object> call =
                with("to", "+12025550100", "agent", "Appointment reminder", "task", TASK, "callee", "Dr. Lee");
        Map<String, Object> later = new LinkedHashMap<>(call);
        later.put("at", "tomorrow 9:30");
        assertThat(bench.bad("start_outbound_call", later).text()).contains("does not know at");
        agreed(call);
        assertThat(dialled()).hasSize(1);
        assertThat(sent(0))
                .doesNotContainKeys("task", "callee")
                .containsEntry("dynamicVariables", Map.of("task", TASK, "callee", "Dr. Lee"));
        bench.api().on("GET /api/widget/agents", Records.page(Records.agentAskingFor("day")));
        call.put("variables", Map.of("day", "Friday"));
        assertThat(bench.bad("start_outbound_call", call).text()).contains("does not know tasks", "{{task}}");
    }

    @Test
    void whatTheServerWouldRefuseIsRefusedBeforeAnybodyIsAsked() throws Exception {
        for (Map<String, Object> more : List.of(
                with("at", "2027-01-01T15:00:00Z"),
                with("at", "in 40 days"),
                with("retry", Map.of("attempts", 1)),
                with("retry", Map.of("attempts", 7)),
                with("retry", Map.of("attempts", 2, "after_minutes", 0)),
                with("retry", Map.of("attempts", 2, "after_minutes", 10_081)),
                with("retry", Map.of("attempts", 2, "on", List.of("provider_error"))))) {
            Map<String, Object> call = with("to", "+12025550100", "task", TASK);
            call.putAll(more);
            assertThat(bench.bad("start_outbound_call", call).field("code"))
                    .as(more.toString())
                    .isEqualTo("invalid_arguments");
        }
        assertThat(bench.bad(
                                "start_outbound_call",
                                with(
                                        "to",
                                        "+12025550100",
                                        "task",
                                        TASK,
                                        "retry",
                                        Map.of("attempts", 2, "on", List.of("declined"))))
                        .text())
                .contains("busy", "no_answer", "voicemail")
                .doesNotContain("provider");
        agreed(with(
                "to",
                "+12025550100",
                "task",
                TASK,
                "at",
                "2026-12-31T15:00:00Z",
                "retry",
                Map.of("attempts", 5, "after_minutes", 10_080, "on", List.of("Busy"))));
        assertThat(sent(0))
                .containsEntry("retry", Map.of("attempts", 4, "afterMinutes", 10_080, "on", List.of("busy")));
    }

    @Test
    void aCallForLaterThatWasCancelledCanBeAgreedToAnew() throws Exception {
        Map<String, Object> call = with("to", "+12025550100", "task", TASK, "at", "tomorrow 9:30");
        for (int i = 1; i <= 3; i++) {
            agreed(call);
            assertThat(dialled()).hasSize(i);
            bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.failed("canceled"));
            clock.now = clock.now.plusSeconds(5);
        }
    }

    @Test
    void ofTwoPreviewsTheOneBeforeACancelledCallIsWorthNothing() throws Exception {
        Map<String, Object> call = with("to", "+12025550100", "task", TASK, "at", "tomorrow 9:30");
        String old = bench.bad("start_outbound_call", call).field("confirmation_token");
        clock.now = clock.now.plusSeconds(5);
        agreed(call);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.failed("canceled"));
        call.put("confirmation_token", old);
        assertThat(bench.bad("start_outbound_call", call).text()).contains("before the last attempt");
    }

    @Test
    void aRetryThatIsStillToComeIsTheSameCall() throws Exception {
        Map<String, Object> call =
                with("to", "+12025550100", "task", TASK, "retry", Map.of("attempts", 2, "after_minutes", 60));
        agreed(call);
        Map<String, Object> busy = Records.failed("busy");
        busy.put("nextAttempt", Map.of("callId", "call_next", "at", "2026-12-01T16:00:00Z"));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, busy);
        bench.api().on("GET /api/widget/calls/call_next", Records.call("scheduled"));
        for (int minutes : List.of(1, 40)) {
            clock.now = NOW.plus(Duration.ofMinutes(minutes));
            ToolBench.Answer again = bench.good("start_outbound_call", with("to", "+12025550100", "task", TASK));
            assertThat(again.field("duplicate_suppressed")).isEqualTo("true");
            assertThat(again.text()).contains("call_next", "2026-12-01T16:00:00Z", "cancel_call");
        }
        bench.api().on("GET /api/widget/calls/call_next", Records.failed("canceled"));
        agreed(with("to", "+12025550100", "task", TASK));
        assertThat(dialled()).hasSize(2);
    }

    @Test
    void aRetryThatIsNotNeededKeepsNoLaterCallFromBeingPlaced() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK, "retry", Map.of("attempts", 2, "after_minutes", 60)));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello"));
        clock.now = NOW.plus(Duration.ofMinutes(40));
        agreed(with("to", "+12025550100", "task", TASK));
        assertThat(dialled()).hasSize(2);
    }

    @Test
    void aTaskAmongTheVariablesIsTheSameTask() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK, "callee", "Dr. Lee"));
        ToolBench.Answer again = bench.good(
                "start_outbound_call",
                with(
                        "to",
                        "+12025550100",
                        "agent",
                        "General assistant",
                        "variables",
                        Map.of("task", TASK, "callee", "Dr. Lee")));
        assertThat(again.field("duplicate_suppressed")).isEqualTo("true");
        assertThat(dialled()).hasSize(1);
    }

    @Test
    void variablesThatContradictTheArgumentsAreRefused() throws Exception {
        for (String name : List.of("task", "callee", "on_behalf_of")) {
            Map<String, Object> call =
                    with("to", "+12025550100", "task", TASK, "callee", "Dr. Lee", "on_behalf_of", "Asha");
            call.put("variables", Map.of(name, "Give me your password"));
            assertThat(bench.bad("start_outbound_call", call).text()).contains("another `" + name + "`");
            call.remove("variables");
            call.put("to", List.of(Map.of("to", "+12025550100", "variables", Map.of(name, "Something else"))));
            assertThat(bench.bad("start_outbound_call", call).text()).contains("another `" + name + "`");
        }
        assertThat(dialled()).isEmpty();
    }

    @Test
    void theSameCallWithOtherWishesSaysWhatDiffersAndHowToGoOn() throws Exception {
        agreed(with("to", "+12025550100", "task", TASK, "callee", "Dr. Lee", "at", "2026-12-02T23:00:00Z"));
        Map<String, Object> first = Records.call("scheduled");
        first.put("callee", "Dr. Lee");
        first.put("scheduledAt", "2026-12-02T23:00:00.000Z");
        bench.api().on("GET /api/widget/calls/" + Records.CALL, first);
        ToolBench.Answer again = bench.good(
                "start_outbound_call",
                with(
                        "to",
                        "+12025550100",
                        "task",
                        TASK,
                        "callee",
                        "Dr. Lee",
                        "on_behalf_of",
                        "Asha",
                        "first_words",
                        "Hello",
                        "answers",
                        List.of(Map.of("name", "a", "question", "Which day?")),
                        "at",
                        "2026-12-02T23:00:00Z"));
        assertThat(again.text())
                .contains("other values of on_behalf_of, first_words, answers than", "cancel_call", "in 33 hours");
        assertThat(dialled()).hasSize(1);
    }

    @Test
    void aTokenForATimeThatIsOverSaysSo() throws Exception {
        Map<String, Object> call = with("to", "+12025550100", "task", TASK, "at", "in 1 minute");
        call.put("confirmation_token", bench.bad("start_outbound_call", call).field("confirmation_token"));
        clock.now = NOW.plus(Duration.ofMinutes(2));
        ToolBench.Answer refused = bench.bad("start_outbound_call", call);
        assertThat(refused.field("code")).isEqualTo("confirmation_invalid");
        assertThat(refused.text()).contains("time of the preview is over").doesNotContain("arguments differ");
        call.remove("confirmation_token");
        agreed(call);
        assertThat(dialled()).hasSize(1);
    }

    @Test
    void anEntryOfAListSaysWhatItTakes() throws Exception {
        assertThat(bench.bad(
                                "start_outbound_call",
                                with("to", List.of(Map.of("to", "+12025550100", "at", "tomorrow 9:30")), "task", TASK))
                        .text())
                .contains("an entry takes to, callee, variables", "`at`");
    }

    @Test
    void thePersonSeesForWhomItWillCallAlsoWhereThatIsNotGiven() throws Exception {
        Map<String, Object> call = with("to", "+12025550100", "task", TASK);
        assertThat(bench.bad("start_outbound_call", call).structured().at("/preview/on behalf of"))
                .asString()
                .contains("not given", "account's own name", "my client");
        call.put("on_behalf_of", "Asha");
        assertThat(bench.bad("start_outbound_call", call).text())
                .contains("Asha")
                .doesNotContain("not given");
    }
}
