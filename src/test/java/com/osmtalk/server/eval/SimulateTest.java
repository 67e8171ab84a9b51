package com.osmtalk.server.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Drafts;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.TestServer.OtherOrganization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents tried out with simulated callers. */
class SimulateTest {
    private static final String PATH = "/api/eval/simulate";

    @RegisterExtension
    final TestServer server = TestServer.create();

    @ParameterizedTest
    @EnumSource(Persona.class)
    void aConversationIsHeldAndAnalysedAndLeavesNoTrace(Persona persona) {
        var balance = server.client().widget().dashboard(null, null).balance();

        Simulation simulation = simulate(persona, null);

        assertThat(simulation.transcript().get(0).role()).isEqualTo(TranscriptRole.AGENT);
        assertThat(simulation.transcript()).hasSizeGreaterThan(1);
        assertThat(simulation.analysis().summary()).isNotBlank();
        if (persona == Persona.INTERESTED) {
            assertThat(simulation.analysis().success()).isTrue();
        }
        assertThat(server.client()
                        .widget()
                        .listCalls(CallQuery.ALL, PageRequest.first(1))
                        .total())
                .isZero();
        assertThat(server.client().widget().dashboard(null, null).balance()).isEqualTo(balance);
        assertThat(server.api().get("/api/campaigns/dnc").json().at("/total").asInt())
                .isZero();
    }

    @Test
    void whatIsHandedOverGoesOnWithTheOtherAgent() {
        String billing = agent("{\"name\": \"Billing\", \"greeting\": \"This is Billing.\"}");
        String reception = agent("""
                {"name": "Reception", "greeting": "Hello.", "systemPrompt": "You ask. 1. What is your address?",
                 "tools": {"transferSettings": {"transferToAgents": [
                    {"agentId": "%s", "triggerDescription": "when they live at a station"}]}}}
                """.formatted(billing));

        Simulation simulation = server.client()
                .account()
                .agents()
                .simulate(new SimulationRequest(reception, Persona.POLITE, null), null);

        assertThat(simulation.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.SYSTEM)
                .extracting(TranscriptEntry::text)
                .containsExactly("Handed over to Billing (" + billing + ").");
        assertThat(simulation.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.AGENT)
                .extracting(TranscriptEntry::text)
                .anyMatch(text -> text.startsWith("This is Billing."));
    }

    @Test
    void theCallerSpeaksNoOftenerThanItMay() {
        Simulation simulation = simulate(Persona.POLITE, 1);

        assertThat(simulation.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.CALLER)
                .hasSize(1);
        assertThat(simulation
                        .transcript()
                        .get(simulation.transcript().size() - 1)
                        .role())
                .isEqualTo(TranscriptRole.AGENT);
    }

    @Test
    void anAgentThatNeverComesToAnEndIsCutOff() {
        server.client()
                .account()
                .agents()
                .update(
                        server.agentId(),
                        Drafts.agent(
                                Map.of("greeting", "Hello.", "systemPrompt", "You ask. 1. Is it good? ".repeat(300))));
        assertThat(simulate(Persona.POLITE, 50).transcript()).hasSizeLessThan(120);
    }

    @Test
    void whatIsAskedForIsChecked() {
        assertThat(server.api()
                        .post(PATH, body(server.agentId(), "polite", "0"))
                        .status())
                .isEqualTo(400);
        assertThat(server.api()
                        .post(PATH, body(server.agentId(), "polite", "1000000"))
                        .status())
                .isEqualTo(400);
        assertThat(server.api().post(PATH, body(server.agentId(), "angry", "1")).status())
                .isEqualTo(400);
        assertThat(server.api().post(PATH, body("agent_none", "polite", "1")).status())
                .isEqualTo(404);
        OtherOrganization other = server.otherOrganization();
        assertThat(server.api()
                        .anonymous()
                        .withBearer(other.key())
                        .post(PATH, body(server.agentId(), "polite", "1"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aServerWithoutSimulatorHasNoIncomingCalls() {
        assertThat(server.api()
                        .post("/api/simulator/inbound", "{\"to\": \"+12025550199\", \"from\": \"+12025550142\"}")
                        .status())
                .isEqualTo(404);
    }

    private Simulation simulate(Persona persona, Integer turns) {
        return server.client()
                .account()
                .agents()
                .simulate(new SimulationRequest(server.agentId(), persona, turns), null);
    }

    private String agent(String body) {
        return server.api().post("/api/agents", body).text("/id");
    }

    private static String body(String agentId, String persona, String turns) {
        return "{\"agentId\": \"%s\", \"persona\": \"%s\", \"turns\": %s}".formatted(agentId, persona, turns);
    }
}
