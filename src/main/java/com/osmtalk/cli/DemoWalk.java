package com.osmtalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Help.Ansi;

/** What the demo shows, in order. A step that does not come out as it should ends it with the reason. */
final class DemoWalk {
    private static final String INTERESTED = "+12025550100";
    private static final String BUSY = "+12025550101";

    private static final Duration ANALYSIS_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final DemoAssistant assistant;
    private final PrintWriter out;

    DemoWalk(DemoAssistant assistant, PrintWriter out) {
        this.assistant = assistant;
        this.out = out;
    }

    void run() {
        out.println(
                Ansi.AUTO.string("@|bold Every call here is simulated: nobody's phone rings,|@ whoever is called; the"
                        + " people who answer are made up."));
        heading("An assistant connects and sees these tools");
        for (Tool tool : assistant.tools()) {
            out.println(Ansi.AUTO.string("  @|bold " + tool.name() + "|@") + "  " + tool.title());
        }
        heading("“Who can call, and from which number?”");
        String agentId =
                assistant.call("list_agents", Map.of()).at("/agents/0/id").asText();
        assistant.call("list_phone_numbers", Map.of());

        heading("“Call " + INTERESTED + " and remind them of their appointment on Tuesday.” A simulated call");
        String callId = call(agentId, INTERESTED);
        require("completed", follow(callId));
        showAnalysis(callId);

        heading("“And " + BUSY + ".” A simulated call, to a line that is engaged");
        require("failed", follow(call(agentId, BUSY)));

        heading("“What calls were there?”");
        assistant.call("list_calls", Map.of());
        heading("“How are we doing?”");
        assistant.call("get_dashboard_stats", Map.of());
        out.println();
        out.println(Ansi.AUTO.string("@|bold,green That was the whole way|@: MCP over stdio, the API over HTTP,"
                + " a simulated telephone network. Nobody's phone rang."));
        out.println("Next: connect your assistant, see README.md.");
        out.flush();
    }

    private String call(String agentId, String to) {
        return assistant
                .call(
                        "start_outbound_call",
                        Map.of(
                                "agent", agentId,
                                "to", to,
                                "variables", Map.of("first_name", "Arjun", "day", "Tuesday")))
                .path("call_id")
                .asText();
    }

    /** Waits until the call is over, as an assistant does: with as many calls of the tool as it takes. */
    private String follow(String callId) {
        int after = -1;
        while (true) {
            JsonNode seen = assistant.call("wait_for_call", Map.of("call_id", callId, "after_index", after));
            if (seen.path("done").asBoolean()) {
                return seen.path("status").asText();
            }
            after = seen.path("next_after_index").asInt(after);
        }
    }

    /** The analysis follows a moment after the end of a call: it is shown when it is there. */
    private void showAnalysis(String callId) {
        long deadline = System.nanoTime() + ANALYSIS_LIMIT.toNanos();
        while (!isAnalysed(assistant.ask("get_call", Map.of("call_id", callId))) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        assistant.call("get_call", Map.of("call_id", callId, "response_format", "detailed"));
    }

    private static boolean isAnalysed(JsonNode call) {
        return !call.path("analysis").path("status").asText("pending").equals("pending");
    }

    private static void require(String expected, String status) {
        if (!status.equals(expected)) {
            throw new IllegalStateException("the call should be " + expected + " but is " + status);
        }
    }

    private void heading(String text) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold,blue " + text + "|@"));
        out.flush();
    }
}
