package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be done about a live call, on a server that has no such routes. */
class MissingRoutesTest {
    private static final Map<String, Map<String, Object>> ARGUMENTS = Map.of(
            "end_call", Map.of("call_id", Records.CALL),
            "cancel_call", Map.of("call_id", Records.CALL),
            "send_call_note", Map.of("call_id", Records.CALL, "text", "Hurry."),
            "press_keys", Map.of("call_id", Records.CALL, "keys", "1"),
            "answer_call_question", Map.of("call_id", Records.CALL, "question", 1, "answer", "Yes"));

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @BeforeEach
    void aCall() {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.call("in_progress"));
    }

    @ParameterizedTest
    @CsvSource({
        "end_call, end",
        "cancel_call, cancel",
        "send_call_note, notes",
        "press_keys, keys",
        "answer_call_question, questions/1/answer",
    })
    void aRouteThatIsMissingIsSaidSoAndNotTakenForSomebodyElsesCall(String tool, String route) throws Exception {
        for (String path : new String[] {"There is nothing at this path.", "Cannot POST /api/calls"}) {
            answers(route, path);
            ToolBench.Answer refused = bench.bad(tool, ARGUMENTS.get(tool));
            assertThat(refused.field("code")).isEqualTo("not_supported");
            assertThat(refused.text()).contains("This osmTalk server can't").doesNotContain("another key");
        }
        answers(route, "There is no call " + Records.CALL + ".");
        ToolBench.Answer others = bench.bad(tool, ARGUMENTS.get(tool));
        assertThat(others.field("code")).isEqualTo("not_found");
        assertThat(others.text()).contains("another key has started it");
    }

    private void answers(String route, String message) {
        bench.api()
                .on(
                        "POST /api/calls/" + Records.CALL + "/" + route,
                        request -> new StubApi.Answer(404, Map.of("error", message, "code", "not_found"), Map.of()));
    }
}
