package com.osmtalk.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API's records as JSON, for the fake API to answer with. */
public final class Records {
    public static final String AGENT = "agent_01JD2Z8Q6W3V5T7X9Y0ABCDEFG";
    public static final String NUMBER = "pn_01JD2Z8Q6W3V5T7X9Y0ABCDEFG";
    public static final String CALL = "call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG";

    private Records() {}

    public static Map<String, Object> page(Object... rows) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("data", List.of(rows));
        page.put("total", rows.length);
        page.put("limit", 20);
        page.put("offset", 0);
        page.put("nextCursor", null);
        return page;
    }

    public static Map<String, Object> agent(String id, String name) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "language",
                "en-IN",
                "tts",
                Map.of("provider", "p", "model", "m", "voice", "asha"),
                "currentVersion",
                3,
                "createdAt",
                "2026-03-01T09:00:00.000Z",
                "updatedAt",
                "2026-03-01T09:00:00.000Z");
    }

    public static Map<String, Object> agentAskingFor(String... variables) {
        Map<String, Object> agent = new LinkedHashMap<>(agent(AGENT, "Appointment reminder"));
        agent.put("variables", List.of(variables));
        return agent;
    }

    public static Map<String, Object> version(int number, String greeting) {
        return Map.of(
                "id",
                "ver_1",
                "version",
                number,
                "snapshot",
                Map.of("greeting", greeting, "systemPrompt", "Remind them of {{day}}, or of {{day}}."),
                "createdAt",
                "2026-03-01T00:00:00Z");
    }

    public static Map<String, Object> number(String id, String e164, String status) {
        return Map.of(
                "id",
                id,
                "phoneNumber",
                e164,
                "label",
                "Main line",
                "provider",
                "simulated",
                "capabilities",
                List.of("voice"),
                "country",
                "US",
                "status",
                status,
                "monthlyCost",
                100,
                "createdAt",
                "2026-03-01T09:00:00.000Z");
    }

    /** A call with everything in it, to be changed as a test needs. */
    public static Map<String, Object> call(String status) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("id", CALL);
        call.put("agentId", AGENT);
        call.put("agentName", "Appointment reminder");
        call.put("agentVersion", 3);
        call.put("phoneNumberId", NUMBER);
        call.put("channel", "phone");
        call.put("direction", "outbound");
        call.put("from", "+12025550150");
        call.put("to", "+12025550100");
        call.put("status", status);
        call.put("createdAt", "2026-03-01T09:00:00.000Z");
        call.put("durationSeconds", 0);
        call.put("dynamicVariables", Map.of("first_name", "Asha"));
        call.put("transcript", new ArrayList<>());
        call.put("billingStatus", "pending");
        call.put("costLlm", 0);
        call.put("costStt", 0);
        call.put("costTts", 0);
        call.put("costSip", 0);
        call.put("costTotal", 0);
        call.put(
                "usage",
                Map.of("promptTokens", 0, "completionTokens", 0, "ttsCharacters", 0, "sttSeconds", 0, "sipSeconds", 0));
        call.put("latency", Map.of());
        return call;
    }

    public static Map<String, Object> completed(String... lines) {
        Map<String, Object> call = call("completed");
        call.put("answeredAt", "2026-03-01T09:00:05.000Z");
        call.put("endedAt", "2026-03-01T09:00:47.000Z");
        call.put("durationSeconds", 42);
        call.put("endedBy", "caller");
        call.put("transcript", transcript(lines));
        call.put("billingStatus", "charged");
        call.put("costTotal", 15.16);
        call.put("costSip", 10.16);
        call.put("costLlm", 5.00);
        call.put(
                "analysis",
                Map.of(
                        "summary",
                        "Asha confirmed.",
                        "sentiment",
                        "positive",
                        "success",
                        true,
                        "fields",
                        Map.of("confirmed", true)));
        return call;
    }

    public static Map<String, Object> failed(String reason) {
        Map<String, Object> call = call("failed");
        call.put("failureReason", reason);
        call.put("billingStatus", "free");
        return call;
    }

    /** Lines by turns of agent and caller. */
    public static List<Map<String, Object>> transcript(String... lines) {
        List<Map<String, Object>> transcript = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            transcript.add(Map.of(
                    "index", i, "role", i % 2 == 0 ? "agent" : "caller", "text", lines[i], "offsetMs", 1000 * i));
        }
        return transcript;
    }

    public static Map<String, Object> accepted() {
        return Map.of(
                "callId",
                CALL,
                "status",
                "queued",
                "agentId",
                AGENT,
                "phoneNumberId",
                NUMBER,
                "destination",
                "+12025550100",
                "createdAt",
                "2026-03-01T09:00:00.000Z");
    }

    public static Map<String, Object> dashboard(String timeZone) {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put(
                "period",
                Map.of("from", "2026-03-01T00:00:00.000Z", "to", "2026-03-08T00:00:00.000Z", "timeZone", timeZone));
        stats.put(
                "calls",
                Map.of(
                        "total", 4,
                        "judged", 2,
                        "successful", 1,
                        "completed", 3,
                        "failed", 1,
                        "inProgress", 0,
                        "byStatus", Map.of("completed", 3, "failed", 1),
                        "byFailureReason", Map.of("busy", 1)));
        stats.put("chats", Map.of("total", 2, "completed", 1, "failed", 0, "inProgress", 1));
        stats.put("successRate", 0.5);
        stats.put("completionRate", 0.75);
        stats.put("averageDurationSeconds", 40.5);
        stats.put("totalDurationSeconds", 121.5);
        stats.put("spend", Map.of("total", 45.48, "llm", 15, "stt", 5, "tts", 5.48, "sip", 20));
        stats.put(
                "callsPerDay",
                List.of(Map.of("date", "2026-03-01", "count", 4), Map.of("date", "2026-03-02", "count", 0)));
        stats.put("callsPerHour", new ArrayList<>());
        stats.put(
                "topAgents",
                List.of(Map.of("agentId", AGENT, "name", "Appointment reminder", "calls", 4, "completionRate", 0.75)));
        stats.put("latency", Map.of("endToEnd", 0, "stt", 0, "llm", 0, "tts", 0));
        stats.put("balance", 954.52);
        return stats;
    }
}
