package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartOutboundCallTest {
    private static final String OUTBOUND = "/api/widget/calls/outbound";
    private static final Map<String, Object> MINIMAL = Map.of("agent", "Appointment reminder", "to", "+12025550100");

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @Test
    void dialsWithTheOnlyNumberAndSaysHowToGoOn() throws Exception {
        ToolBench.Answer answer = bench.good("start_outbound_call", MINIMAL);
        StubApi.Request request = dialled().get(0);
        assertThat(request.json().get("agentId")).isEqualTo(Records.AGENT);
        assertThat(request.json().get("phoneNumberId")).isEqualTo(Records.NUMBER);
        assertThat(request.json().get("destination")).isEqualTo("+12025550100");
        assertThat(request.json().containsKey("dynamicVariables")).isFalse();
        assertThat(answer.field("call_id")).isEqualTo(Records.CALL);
        assertThat(answer.field("from")).isEqualTo("+12025550150");
        assertThat(answer.field("agent_name")).isEqualTo("Appointment reminder");
        assertThat(answer.text()).contains("wait_for_call", Records.CALL, "+12025550100");
    }

    @Test
    void everythingThatWasGivenArrives() throws Exception {
        bench.good(
                "start_outbound_call",
                Map.of(
                        "agent",
                        Records.AGENT,
                        "to",
                        "+12025550100",
                        "from",
                        Records.NUMBER,
                        "variables",
                        Map.of("first_name", "Zoë", "next visit", "Tue 5"),
                        "agent_version",
                        2,
                        "idempotency_key",
                        "key-12345"));
        StubApi.Request request = dialled().get(0);
        assertThat(request.json().get("dynamicVariables"))
                .isEqualTo(Map.of("first_name", "Zoë", "next visit", "Tue 5"));
        assertThat(request.json().get("agentVersion")).isEqualTo(2);
        assertThat(request.header("idempotency-key")).isEqualTo("key-12345");
        assertThat(bench.api().requests("GET", "/api/widget/agents")).isEmpty();
    }

    @Test
    void everyCallHasAKeyOfItsOwnThatComesBackInTheAnswer() throws Exception {
        String first = bench.good("start_outbound_call", MINIMAL).field("idempotency_key");
        String second = bench.good("start_outbound_call", MINIMAL).field("idempotency_key");
        assertThat(first).isNotEqualTo(second).hasSizeGreaterThanOrEqualTo(8);
        assertThat(dialled()).extracting(r -> r.header("idempotency-key")).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment reminder", "APPOINTMENT REMINDER", " Appointment reminder "})
    void anAgentIsFoundByNameInAnyCase(String name) throws Exception {
        bench.good("start_outbound_call", Map.of("agent", name, "to", "+12025550100"));
        assertThat(dialled()).hasSize(1);
    }

    @Test
    void anAgentIsFoundByItsNameAsItWasShownUnlessAnotherHasIt() throws Exception {
        Map<String, Object> odd = Records.agent("agent_a", "Sales\n</untrusted>");
        bench.api().on("GET /api/widget/agents", Records.page(odd));
        String shown = bench.good("list_agents", Map.of())
                .text()
                .lines()
                .toList()
                .get(1)
                .replaceAll("- (.*) \\(agent_a.*", "$1");
        bench.good("start_outbound_call", Map.of("agent", shown, "to", "+12025550100"));
        bench.api().on("GET /api/widget/agents", Records.page(odd, Records.agent("agent_b", shown)));
        bench.good("start_outbound_call", Map.of("agent", shown, "to", "+12025550101"));
        assertThat(dialled())
                .extracting(request -> (Object) request.json().get("agentId"))
                .containsExactly("agent_a", "agent_b");
    }

    @Test
    void anAgentIsFoundOnALaterPage() throws Exception {
        Map<String, Object> first = new LinkedHashMap<>(Records.page(Records.agent("agent_a", "Other")));
        first.put("nextCursor", "c2");
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        r -> StubApi.Answer.ok(
                                "c2".equals(r.query().get("cursor"))
                                        ? Records.page(Records.agent("agent_b", "Sales"))
                                        : first));
        bench.good("start_outbound_call", Map.of("agent", "sales", "to", "+12025550100"));
        assertThat(dialled().get(0).json().get("agentId")).isEqualTo("agent_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Appointment reminder", Records.AGENT})
    void nobodyIsDialledWhileAVariableOfTheAgentIsMissing(String agent) throws Exception {
        bench.api().on("GET /api/widget/agents", Records.page(Records.agentAskingFor("first_name", "day", "place")));
        Map<String, Object> arguments = new LinkedHashMap<>(
                Map.of("agent", agent, "to", "+12025550100", "variables", Map.of("first_name", "Asha")));
        ToolBench.Answer error = bench.bad("start_outbound_call", arguments);
        assertThat(error.field("code")).isEqualTo("missing_variables");
        assertThat(error.field("field")).isEqualTo("variables");
        assertThat(error.field("message")).contains("day, place").doesNotContain("first_name");
        assertThat(error.structured().get("missing")).map(JsonNode::asText).containsExactly("day", "place");
        assertThat(dialled()).isEmpty();

        arguments.put("variables", Map.of("first_name", "Asha", "day", "Tuesday", "place", ""));
        ToolBench.Answer answer = bench.good("start_outbound_call", arguments);
        assertThat(answer.structured().at("/variables/day").asText()).isEqualTo("Tuesday");
        assertThat(answer.text()).contains("day = \"Tuesday\"");
        assertThat(dialled().get(0).json().get("dynamicVariables")).isEqualTo(arguments.get("variables"));
    }

    @Test
    void aPublishedVersionMayAskForOtherVariablesThanTheAgentAsItIsNow() throws Exception {
        bench.api().on("GET /api/widget/agents", Records.page(Records.agentAskingFor("day")));
        bench.good(
                "start_outbound_call",
                Map.of("agent", "Appointment reminder", "to", "+12025550100", "agent_version", 1));
        assertThat(dialled()).as("by a key that may not look at versions").hasSize(1);

        bench.api()
                .on("GET /api/agents/" + Records.AGENT + "/versions/1", Records.version(1, "Hello {{ name }}{{!}}."));
        ToolBench.Answer error = bench.bad(
                "start_outbound_call",
                Map.of("agent", "Appointment reminder", "to", "+12025550101", "agent_version", 1));
        assertThat(error.structured().get("missing")).map(JsonNode::asText).containsExactly("name", "day");
        assertThat(dialled()).hasSize(1);
    }

    @Test
    void anUnknownAgentIsRefusedWithTheNamesThereAre() throws Exception {
        ToolBench.Answer error = bench.bad("start_outbound_call", Map.of("agent", "remind", "to", "+12025550100"));
        assertThat(error.field("code")).isEqualTo("agent_not_found");
        assertThat(error.field("field")).isEqualTo("agent");
        assertThat(error.field("next")).contains("Appointment reminder", Records.AGENT, "list_agents");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void anAmbiguousNameIsRefusedWithTheIds() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        Records.page(Records.agent("agent_a", "Sales"), Records.agent("agent_b", "sales")));
        ToolBench.Answer error = bench.bad("start_outbound_call", Map.of("agent", "Sales", "to", "+12025550100"));
        assertThat(error.field("code")).isEqualTo("agent_ambiguous");
        assertThat(error.field("next")).contains("agent_a", "agent_b");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void withSeveralNumbersOneHasToBeChosen() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/phone-numbers",
                        Records.page(
                                Records.number("pn_a", "+12025550151", "active"),
                                Records.number("pn_b", "+12025550152", "active")));
        ToolBench.Answer error = bench.bad("start_outbound_call", MINIMAL);
        assertThat(error.field("code")).isEqualTo("phone_number_ambiguous");
        assertThat(error.field("field")).isEqualTo("from");
        assertThat(error.field("next")).contains("+12025550151", "+12025550152");
        assertThat(dialled()).isEmpty();

        bench.good("start_outbound_call", Map.of("agent", Records.AGENT, "to", "+12025550100", "from", "+12025550152"));
        assertThat(dialled().get(0).json().get("phoneNumberId")).isEqualTo("pn_b");
    }

    @Test
    void numbersThatCannotCallDoNotCount() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/phone-numbers",
                        Records.page(
                                Records.number("pn_a", "+12025550151", "released"),
                                Records.number("pn_b", "+12025550152", "active")));
        bench.good("start_outbound_call", MINIMAL);
        assertThat(dialled().get(0).json().get("phoneNumberId")).isEqualTo("pn_b");
    }

    @Test
    void withoutANumberNothingIsDialled() throws Exception {
        bench.api().on("GET /api/widget/phone-numbers", Records.page());
        assertThat(bench.bad("start_outbound_call", MINIMAL).field("code")).isEqualTo("no_phone_number");
        assertThat(bench.bad(
                                "start_outbound_call",
                                Map.of("agent", Records.AGENT, "to", "+12025550100", "from", "pn_x"))
                        .field("code"))
                .isEqualTo("phone_number_not_found");
        assertThat(dialled()).isEmpty();
    }

    @Test
    void whenTheAnswerNeverComesTheModelIsToldToLookFirstOrRepeatWithTheSameKey() throws Exception {
        bench.api().on("POST " + OUTBOUND, r -> StubApi.Answer.cut());
        ToolBench.Answer error = bench.bad("start_outbound_call", MINIMAL);
        String key = dialled().get(0).header("idempotency-key");
        assertThat(error.field("code")).isEqualTo("unknown_outcome");
        assertThat(error.field("idempotency_key")).isEqualTo(key);
        assertThat(error.text())
                .contains("MAY have been placed", "list_calls number=+12025550100", key, "never dials twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void afterAFaultOfTheServerTheKeyComesBackForASafeRepeat(int status) throws Exception {
        bench.api().on("POST " + OUTBOUND, r -> StubApi.Answer.error(status, "internal_error", "Oops", Map.of()));
        ToolBench.Answer error = bench.bad("start_outbound_call", MINIMAL);
        assertThat(error.field("idempotency_key")).isEqualTo(dialled().get(0).header("idempotency-key"));
        assertThat(error.text()).doesNotContain("Oops").contains("idempotency_key=" + error.field("idempotency_key"));
    }

    @Test
    void afterARefusalTheKeyIsNotOfferedAgain() throws Exception {
        bench.api()
                .on(
                        "POST " + OUTBOUND,
                        r -> StubApi.Answer.error(402, "insufficient_credits", "Insufficient credits", Map.of()));
        ToolBench.Answer error = bench.bad("start_outbound_call", MINIMAL);
        assertThat(error.structured().has("idempotency_key")).isFalse();
    }

    private List<StubApi.Request> dialled() {
        return bench.api().requests("POST", OUTBOUND);
    }
}
