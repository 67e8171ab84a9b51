package com.osmtalk.server.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Json;
import com.osmtalk.server.FeatureServer;
import com.osmtalk.server.TwoCustomers;
import com.osmtalk.server.agent.DemoAgent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WidgetRoutesTest extends TwoCustomers {
    @Test
    void anAgentIsSeenWithoutPromptToolsOrHeaders() throws Exception {
        String id = us.post("/api/agents", Json.MAPPER.writeValueAsString(DemoAgent.draft()))
                .id();
        JsonNode agent = us.widget("/api/widget/agents").as(200).path("data").get(0);
        assertThat(agent.path("id").asText()).isEqualTo(id);
        assertThat(agent.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "name", "language", "tts", "variables", "createdAt", "updatedAt");
        assertThat(them.widget("/api/widget/agents").ids()).isEmpty();
    }

    @Test
    void onlyActiveNumbersAreSeen() {
        String active = us.post("/api/phone-numbers", "{\"phoneNumber\": \"+12025550120\"}")
                .id();
        String pending = us.post("/api/phone-numbers", "{\"phoneNumber\": \"+12025550121\"}")
                .id();
        server.rows.set("phone_numbers", pending, "status", "pending");
        assertThat(us.widget("/api/widget/phone-numbers").ids()).containsExactly(active);
        assertThat(them.widget("/api/widget/phone-numbers").ids()).isEmpty();
    }

    @Test
    void theDashboardIsThatOfThePeriod() throws Exception {
        String agent = us.post("/api/agents", "{\"name\": \"Reception\"}").id();
        server.rows.call(
                us.organizationId(),
                agent,
                "failed",
                FeatureServer.NOW.minusSeconds(3600),
                Map.of("failure_reason", "no_answer"));
        server.rows.balance(us.organizationId(), "general", 123_45);
        JsonNode json = us.widget("/api/widget/dashboard").as(200);
        assertThat(json.at("/calls/byFailureReason/no_answer").asInt()).isEqualTo(1);
        assertThat(json.at("/calls/byStatus/in_progress").asInt()).isZero();
        assertThat(json.path("balance").decimalValue()).isEqualByComparingTo("123.45");
        assertThat(json.at("/period/timeZone").asText()).isEqualTo("Z");
        assertThat(json.at("/period/to").asText()).isEqualTo("2026-03-10T10:00:00.000Z");

        Dashboard dashboard = Json.STRICT.treeToValue(json, Dashboard.class);
        assertThat(dashboard.callsPerDay()).hasSize(30);
        assertThat(dashboard.callsPerHour()).hasSize(24);
        assertThat(dashboard.callsPerHour().get(9)).isEqualTo(1);
        assertThat(dashboard.topAgents()).containsExactly(new Dashboard.TopAgent(agent, "Reception", 1, 0L, null, 0.0));

        assertThat(them.widget("/api/widget/dashboard")
                        .as(200)
                        .at("/calls/total")
                        .asInt())
                .isZero();
        assertThat(us.widget("/api/widget/dashboard?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z")
                        .as(200)
                        .at("/calls/total")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=1, to",
        "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z, from",
        "from=2020-03-02T00:00:00Z&to=2026-03-01T00:00:00Z, from",
        "from=2099-03-02T00:00:00Z, from",
        "period=week, period",
    })
    void aPeriodThatIsNoneIsRefused(String query, String path) {
        assertThat(us.widget("/api/widget/dashboard?" + query).faults()).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/widget/agents", "/api/widget/phone-numbers", "/api/widget/dashboard"})
    void aKeyIsNeeded(String path) {
        assertThat(us.sendAsNobody("GET", path).status()).isEqualTo(401);
    }
}
