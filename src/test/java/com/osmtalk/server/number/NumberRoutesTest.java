package com.osmtalk.server.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.server.Customer.Answer;
import com.osmtalk.server.FeatureServer;
import com.osmtalk.server.TwoCustomers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRoutesTest extends TwoCustomers {
    private static final String BARE = "{\"phoneNumber\": \"+12025550120\"}";

    @Test
    void aNumberIsTakenChangedListedAndReleased() throws Exception {
        JsonNode taken = us.post("/api/phone-numbers", BARE).as(201);
        String path = "/api/phone-numbers/" + taken.path("id").asText();
        assertThat(taken)
                .isEqualTo(Json.MAPPER.readTree("""
                                {"id": "%s", "phoneNumber": "+12025550120", "label": "+12025550120",
                                 "provider": "simulated", "simulated": true, "canCall": true,
                                 "capabilities": ["voice"], "country": "US",
                                 "status": "active",
                                 "monthlyCost": 0.00, "createdAt": "2026-03-10T10:00:00.000Z"}
                                """.formatted(taken.path("id").asText())));
        String agent = us.post("/api/agents", "{\"name\": \"Reception\"}").id();
        JsonNode changed = us.put(path, """
                        {"label": "Desk", "agentId": "%s", "capabilities": ["sms", "voice"]}
                        """.formatted(agent)).as(200);
        assertThat(changed.path("label").asText()).isEqualTo("Desk");
        assertThat(changed.path("agentId").asText()).isEqualTo(agent);
        assertThat(changed.path("capabilities")).hasSize(2);
        assertThat(us.put(path, changed.toString()).as(200)).isEqualTo(changed);
        assertThat(us.put(path, "{\"agentId\": \"\"}").as(200).has("agentId")).isFalse();

        assertThat(us.get("/api/phone-numbers").ids())
                .containsExactly(taken.path("id").asText());
        assertThat(us.delete(path).status()).isEqualTo(204);
        assertThat(us.delete(path).code(404)).isEqualTo("not_found");
        assertThat(us.put(path, "{}").code(404)).isEqualTo("not_found");
        assertThat(us.get("/api/phone-numbers").ids()).isEmpty();
        assertThat(them.post("/api/phone-numbers", BARE).status()).isEqualTo(201);
    }

    @Test
    void aNumberThatIsHeldIsNotTaken() {
        them.post("/api/phone-numbers", BARE).as(201);
        assertThat(us.post("/api/phone-numbers", BARE).code(409)).isEqualTo("number_taken");
    }

    @Test
    void aNumberWithALiveCallIsNotReleased() {
        String id = us.post("/api/phone-numbers", BARE).id();
        String agent = us.post("/api/agents", "{\"name\": \"Reception\"}").id();
        server.rows.call(us.organizationId(), agent, "queued", FeatureServer.NOW, Map.of("phone_number_id", id));
        assertThat(us.delete("/api/phone-numbers/" + id).code(409)).isEqualTo("number_in_use");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"phoneNumber\": \"2025550120\"} | phoneNumber",
                "{\"phoneNumber\": \"+999123456789\"} | phoneNumber",
                "{\"phoneNumber\": 12025550120} | phoneNumber",
                "{\"phoneNumber\": \"+12025550120\", \"label\": \"\"} | label",
                "{\"phoneNumber\": \"+12025550120\", \"label\": {}} | label",
                "{\"phoneNumber\": \"+12025550120\", \"provider\": \"Twi lio\"} | provider",
                "{\"phoneNumber\": \"+12025550120\", \"provider\": \"vobiz\"} | provider",
                "{\"phoneNumber\": \"+12025550120\", \"agentId\": \"agent_unknown\"} | agentId",
                "{\"phoneNumber\": \"+12025550120\", \"agentId\": \"\\u0000\"} | agentId",
                "{\"phoneNumber\": \"+12025550120\", \"capabilities\": [\"fax\"]} | capabilities[0]",
                "{\"phoneNumber\": \"+12025550120\", \"capabilities\": [null]} | capabilities[0]",
                "{\"phoneNumber\": \"+12025550120\", \"capabilities\": []} | capabilities",
                "{\"phoneNumber\": \"+12025550120\", \"owner\": \"me\"} | owner",
            })
    void aFieldThatIsOffIsNamedAndNothingIsTakenOrChanged(String body, String path) {
        assertThat(us.post("/api/phone-numbers", body).faults()).containsExactly(path);
        assertThat(us.post("/api/phone-numbers", "{}").faults()).containsExactly("phoneNumber");
        assertThat(us.get("/api/phone-numbers").ids()).isEmpty();
        JsonNode before = us.post("/api/phone-numbers", BARE).as(201);
        assertThat(us.put("/api/phone-numbers/" + before.path("id").asText(), body)
                        .faults())
                .containsExactly(path);
        assertThat(us.get("/api/phone-numbers").as(200).path("data").get(0)).isEqualTo(before);
    }

    @Test
    void aProviderThatIsNoneIsToldWhichThereAre() {
        assertThat(us.post("/api/phone-numbers", "{\"phoneNumber\": \"+12025550120\", \"provider\": \"vobiz\"}")
                        .as(400)
                        .toString())
                .contains("must be one of simulated, sip, twilio, telnyx, plivo, exotel");
    }

    @Test
    void anotherOrganisationsAgentDoesNotAnswer() {
        String theirs = them.post("/api/agents", "{\"name\": \"Theirs\"}").id();
        assertThat(us.post(
                                "/api/phone-numbers",
                                "{\"phoneNumber\": \"+12025550120\", \"agentId\": \"%s\"}".formatted(theirs))
                        .faults())
                .containsExactly("agentId");
    }

    @Test
    void anotherOrganisationFindsNothing() {
        String path =
                "/api/phone-numbers/" + us.post("/api/phone-numbers", BARE).id();
        assertThat(them.put(path, "{\"label\": \"x\"}").code(404)).isEqualTo("not_found");
        assertThat(them.delete(path).code(404)).isEqualTo("not_found");
        assertThat(them.get("/api/phone-numbers").ids()).isEmpty();
        assertThat(us.sendAsNobody("GET", "/api/phone-numbers").status()).isEqualTo(401);
    }

    @Test
    void numbersAreListedPageByPage() {
        String first = us.post("/api/phone-numbers", BARE).id();
        String second = us.post("/api/phone-numbers", "{\"phoneNumber\": \"+12025550121\"}")
                .id();
        Answer page = us.get("/api/phone-numbers?limit=1");
        assertThat(page.ids()).containsExactly(second);
        String cursor = page.as(200).path("nextCursor").asText();
        assertThat(us.get("/api/phone-numbers?limit=1&cursor=" + cursor).ids()).containsExactly(first);
        assertThat(us.get("/api/phone-numbers?status=active").faults()).containsExactly("status");
    }
}
