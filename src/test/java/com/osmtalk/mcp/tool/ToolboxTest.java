package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.mcp.ToolNames;
import com.osmtalk.mcp.guard.DialGuard;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets which tools. */
class ToolboxTest {
    private static final List<String> STANDARD = List.of(
            "list_agents",
            "list_phone_numbers",
            "start_outbound_call",
            "start_web_call",
            "wait_for_call",
            "get_call",
            "end_call",
            "cancel_call",
            "send_call_note",
            "answer_call_question",
            "press_keys",
            "transfer_call",
            "chat_with_agent",
            "list_calls",
            "get_dashboard_stats");

    private static DialGuard noGuard() {
        throw new AssertionError("nobody dials here");
    }

    private static List<String> tools(ToolChoice operators, ToolChoice callers) {
        return new Toolbox(Tools.all(Clock.systemUTC(), ToolboxTest::noGuard, () -> false), operators)
                .of(callers).stream().map(tool -> tool.definition().name()).toList();
    }

    private static List<String> tools(String toolsets, String tools, String excluded, boolean readOnly) {
        return tools(ToolChoice.of(toolsets, tools, excluded, readOnly), ToolChoice.STANDARD);
    }

    @Test
    void whoChoosesNothingGetsWhatEveryKeyOpens() {
        assertThat(tools(null, " , ", "", false)).isEqualTo(STANDARD);
    }

    @Test
    void toolsetsReplaceTheStandardOnesAndAllIsEveryOne() {
        assertThat(tools(" campaigns ,insight", null, null, false))
                .containsExactly(
                        "list_calls",
                        "get_dashboard_stats",
                        "list_campaigns",
                        "create_campaign",
                        "control_campaign",
                        "get_campaign_report",
                        "list_leads");
        assertThat(tools("all", null, null, false)).isEqualTo(ToolNames.all());
    }

    @Test
    void toolsAloneAreTheseAloneAndBesideToolsetsMore() {
        assertThat(tools(null, "get_balance,list_agents", null, false)).containsExactly("list_agents", "get_balance");
        assertThat(tools("insight", "get_balance", null, false))
                .containsExactly("list_calls", "get_dashboard_stats", "get_balance");
    }

    @Test
    void exclusionWinsOverNamingAndReadOnlyOverBoth() {
        assertThat(tools("insight", "list_calls", "list_calls", false)).containsExactly("get_dashboard_stats");
        assertThat(tools("all", "buy_number", null, true))
                .isEqualTo(ToolNames.readOnly())
                .contains("list_agents", "get_balance", "get_campaign_report")
                .doesNotContain("buy_number", "start_outbound_call", "end_call", "chat_with_agent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            calls,nonsense | -          | -       | toolset nonsense
            -              | buy        | -       | tool buy
            -              | -          | sell    | tool sell
            CALLS          | -          | -       | toolset CALLS
            """)
    void anUnknownNameIsRefusedWithThoseThereAre(String toolsets, String tools, String excluded, String said) {
        assertThatThrownBy(() -> tools(toolsets, tools, excluded, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown " + said)
                .hasMessageContaining("available: ");
    }

    @Test
    void aChoiceThatLeavesNoToolIsRefused() {
        assertThatThrownBy(() -> tools(null, "buy_number", null, true))
                .hasMessageContaining("all of them change something");
    }

    @Test
    void aCallerMayNameOthersWhereTheOperatorNamedNone() {
        assertThat(tools(ToolChoice.STANDARD, ToolChoice.of("manage", null, null, false)))
                .contains("get_balance")
                .doesNotContain("list_agents");
    }

    @Test
    void whatTheOperatorNamesIsTheLimitOfACaller() {
        ToolChoice operators = ToolChoice.of("calls,insight", null, null, false);
        assertThat(tools(operators, ToolChoice.of("insight", null, null, false)))
                .containsExactly("list_calls", "get_dashboard_stats");
        assertThat(tools(operators, ToolChoice.of("all", null, null, false))).isEqualTo(STANDARD);
        assertThatThrownBy(() -> tools(operators, ToolChoice.of("manage", null, null, false)))
                .hasMessageContaining("unknown toolset manage; available: calls, insight, all.");
        assertThatThrownBy(() -> tools(operators, ToolChoice.of(null, "get_balance", null, false)))
                .hasMessageContaining("unknown tool get_balance");
    }

    @Test
    void aCallerCanNarrowButNotUndoWhatTheOperatorTakesAway() {
        ToolChoice operators = ToolChoice.of(null, null, "get_call", true);
        assertThat(tools(operators, ToolChoice.ofHeaders(Map.of("x-osmtalk-read-only", "false"))))
                .containsExactly(
                        "list_agents", "list_phone_numbers", "wait_for_call", "list_calls", "get_dashboard_stats");
        assertThat(tools(operators, ToolChoice.of(null, null, "get_call,wait_for_call", false)))
                .doesNotContain("get_call", "wait_for_call");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "yes, true", "'', false", "False, false", "0, false", "no, false", "off, false"
    })
    void theHeaderForReadOnlyIsTakenForYesUnlessItSaysNo(String value, boolean readOnly) {
        assertThat(ToolChoice.ofHeaders(Map.of("x-osmtalk-read-only", value)).readOnly())
                .isEqualTo(readOnly);
    }
}
