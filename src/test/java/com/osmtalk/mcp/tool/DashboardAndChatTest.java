package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code get_dashboard_stats} and {@code chat_with_agent}. */
class DashboardAndChatTest {
    /** 2026-03-09, 01:30 in Kolkata: there it is already the next day. */
    private static final Instant NOW = Instant.parse("2026-03-08T20:00:00Z");

    @RegisterExtension
    final ToolBench bench = new ToolBench(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "today,        2026-03-08T18:30:00Z, 2026-03-08T20:00:00Z",
        "yesterday,    2026-03-07T18:30:00Z, 2026-03-08T18:30:00Z",
        "last_7_days,  2026-03-02T18:30:00Z, 2026-03-08T20:00:00Z",
        "last_30_days, 2026-02-07T18:30:00Z, 2026-03-08T20:00:00Z",
        "this_month,   2026-02-28T18:30:00Z, 2026-03-08T20:00:00Z",
    })
    void aPeriodHasTheDaysOfTheOrganisation(String period, String from, String to) throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
        bench.good("get_dashboard_stats", Map.of("period", period));
        assertThat(bench.api().requests()).hasSize(1);
        assertThat(bench.api().requests().get(0).query())
                .containsEntry("from", from)
                .containsEntry("to", to);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08,  2026-03-08T05:00:00Z, 2026-03-08T20:00:00Z",
        "2026-03-07,  2026-03-07T05:00:00Z, 2026-03-08T05:00:00Z",
        "2026-02,     2026-02-01T05:00:00Z, 2026-03-01T05:00:00Z",
        "last month,  2026-02-01T05:00:00Z, 2026-03-01T05:00:00Z",
        "this_week,   2026-03-02T05:00:00Z, 2026-03-08T20:00:00Z",
        "saturday,    2026-03-07T05:00:00Z, 2026-03-08T05:00:00Z",
        "3 days ago,  2026-03-05T05:00:00Z, 2026-03-06T05:00:00Z",
        "TODAY,       2026-03-08T05:00:00Z, 2026-03-08T20:00:00Z",
        "Last 7 days, 2026-03-02T05:00:00Z, 2026-03-08T20:00:00Z",
    })
    void aPeriodIsUnderstoodAsSinceAndUntilAre(String period, String from, String to) throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("America/New_York"));
        bench.good("get_dashboard_stats", Map.of("period", period));
        assertThat(bench.api().requests().get(bench.api().requests().size() - 1).query())
                .containsEntry("from", from)
                .containsEntry("to", to);
    }

    @Test
    void anotherTimeZoneThanTheUsualOneIsAskedForAgain() throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("America/New_York"));
        bench.good("get_dashboard_stats", Map.of("period", "today"));
        assertThat(bench.api().requests()).hasSize(2);
        assertThat(bench.api().requests().get(1).query()).containsEntry("from", "2026-03-08T05:00:00Z");
    }

    @Test
    void figuresComeAsNumbersAndInWords() throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
        ToolBench.Answer answer = bench.good("get_dashboard_stats", Map.of());
        assertThat(answer.structured().at("/calls/total").asInt()).isEqualTo(4);
        assertThat(answer.structured().at("/calls/by_failure_reason/busy").asInt())
                .isEqualTo(1);
        assertThat(answer.structured().get("success_rate").asDouble()).isEqualTo(0.5);
        assertThat(answer.structured().get("completion_rate").asDouble()).isEqualTo(0.75);
        assertThat(answer.structured().at("/chats/total").asInt()).isEqualTo(2);
        assertThat(answer.text()).contains("Chats, counted apart: 2, 1 completed, 0 failed, 1 in progress.");
        assertThat(answer.structured().get("balance_inr").decimalValue()).isEqualByComparingTo("954.52");
        assertThat(answer.structured().get("calls_per_day")).hasSize(1);
        assertThat(answer.structured().has("latency_ms")).isFalse();
        assertThat(answer.text())
                .contains(
                        "4 calls",
                        "success rate 50 % (1 of 2 judged), completion rate 75 %",
                        "busy 1",
                        "₹45.48",
                        "Balance: ₹954.52");
    }

    @Test
    void theCallsAddUpAndThereIsNoRateOfNothing() throws Exception {
        Map<String, Object> stats = Records.dashboard("Asia/Kolkata");
        stats.put(
                "calls",
                Map.of(
                        "total", 4,
                        "completed", 0,
                        "failed", 0,
                        "inProgress", 1,
                        "byStatus", Map.of("queued", 2, "ringing", 1, "in_progress", 1),
                        "byFailureReason", Map.of()));
        stats.put("successRate", 0);
        stats.remove("completionRate");
        stats.put("latency", Map.of("endToEnd", 12, "stt", 0, "llm", 0, "tts", 0));
        bench.api().on("GET /api/widget/dashboard", stats);
        ToolBench.Answer answer = bench.good("get_dashboard_stats", Map.of());
        assertThat(answer.text())
                .contains("0 failed, 1 in progress, 3 queued or ringing; no call has finished yet.")
                .doesNotContain("success rate");
        assertThat(answer.structured().at("/calls/not_answered_yet").asInt()).isEqualTo(3);
        assertThat(answer.structured().has("success_rate")).isFalse();
        assertThat(answer.structured().get("latency_ms")).hasSize(1);
    }

    @Test
    void sinceAndUntilGoThroughAsTheyAre() throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("America/New_York"));
        bench.good("get_dashboard_stats", Map.of("since", "2026-01-01T00:00:00Z"));
        assertThat(bench.api().requests()).hasSize(1);
        assertThat(bench.api().requests().get(0).query())
                .containsEntry("from", "2026-01-01T00:00:00Z")
                .containsEntry("to", NOW.toString());
    }

    @Test
    void aLongPeriodShowsItsLastDaysAndSaysWhatIsLeftOut() throws Exception {
        Map<String, Object> stats = Records.dashboard("Asia/Kolkata");
        LocalDate first = LocalDate.parse("2016-01-01");
        stats.put(
                "callsPerDay",
                IntStream.range(0, 3650)
                        .mapToObj(i -> Map.of("date", first.plusDays(i).toString(), "count", 1))
                        .toList());
        bench.api().on("GET /api/widget/dashboard", stats);
        ToolBench.Answer answer = bench.good("get_dashboard_stats", Map.of("since", "2016-01-01T00:00:00Z"));
        assertThat(answer.structured().get("calls_per_day")).hasSize(62);
        assertThat(answer.structured().get("days_left_out").asInt()).isEqualTo(3588);
        assertThat(answer.text()).contains("3588 earlier days are not shown");
    }

    @Test
    void chatGoesToTheAgentAndComesBackWithTheSession() throws Exception {
        bench.api()
                .on(
                        "POST /api/widget/agents/" + Records.AGENT + "/chat",
                        Map.of(
                                "sessionId",
                                "s1",
                                "reply",
                                "Hello!\nI am a reminder.",
                                "callId",
                                Records.CALL,
                                "ended",
                                false));
        ToolBench.Answer answer = bench.good(
                "chat_with_agent",
                Map.of(
                        "agent", "Appointment reminder",
                        "message", "Who is this?",
                        "session_id", "s0",
                        "variables", Map.of("first_name", "Asha")));
        StubApi.Request request = bench.api().requests().get(1);
        assertThat(request.json().get("message")).isEqualTo("Who is this?");
        assertThat(request.json().get("sessionId")).isEqualTo("s0");
        assertThat(request.json().get("dynamicVariables")).isEqualTo(Map.of("first_name", "Asha"));
        assertThat(request.header("idempotency-key")).isNotBlank();
        assertThat(answer.field("reply")).isEqualTo("Hello!\nI am a reminder.");
        assertThat(answer.field("session_id")).isEqualTo("s1");
        assertThat(answer.structured().get("ended").asBoolean()).isFalse();
        assertThat(answer.text()).contains("Hello!", "session_id s1");
    }

    @Test
    void aChatWhoseAnswerNeverComesMayHaveBeenDelivered() throws Exception {
        bench.api().on("POST /api/widget/agents/" + Records.AGENT + "/chat", r -> StubApi.Answer.cut());
        ToolBench.Answer error = bench.bad("chat_with_agent", Map.of("agent", Records.AGENT, "message", "hi"));
        assertThat(error.field("code")).isEqualTo("unknown_outcome");
        assertThat(error.text()).contains("MAY have been done", "list_calls");
    }
}
