package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignFieldsTest {
    private static final TestServer server = TestServer.create();

    private static CheckedApi api;
    private static String id;

    @BeforeAll
    static void start() throws IOException {
        server.open();
        api = server.api();
        id = api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId()))
                .text("/id");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void whatACampaignMayDoWithoutIsRemovedByNullAndOnlyThat() {
        int version = Integer.parseInt(
                api.post("/api/agents/" + server.agentId() + "/versions", "{}").text("/version"));
        String path = "/api/campaigns/"
                + api.post("/api/campaigns", """
                {"name": "To begin", "agentId": "%s", "phoneNumberId": "%s", "agentVersion": %d,
                 "scheduledStartAt": "2099-01-02T05:00:00Z", "webhookUrl": "https://example.com/x"}
                """.formatted(server.agentId(), server.phoneNumberId(), version))
                        .text("/id");

        api.put(path, "{\"name\": null, \"maxConcurrent\": null, \"schedule\": null}");
        JsonNode kept = api.get(path).json();
        assertThat(kept.path("name").asText()).isEqualTo("To begin");
        assertThat(kept.path("agentVersion").asInt()).isEqualTo(version);
        assertThat(kept.path("scheduledStartAt").asText()).startsWith("2099");

        api.put(path, "{\"agentVersion\": null, \"scheduledStartAt\": null, \"webhookUrl\": null}");
        JsonNode removed = api.get(path).json();
        assertThat(removed.has("agentVersion")).isFalse();
        assertThat(removed.has("scheduledStartAt")).isFalse();
        assertThat(removed.has("webhookUrl")).isFalse();
    }

    @Test
    void aScheduledCampaignDoesNotBeginBecauseItsTimeIsRemoved() {
        String path = "/api/campaigns/"
                + api.post("/api/campaigns", """
                {"name": "Later", "agentId": "%s", "phoneNumberId": "%s", "scheduledStartAt": "2099-01-02T05:00:00Z"}
                """.formatted(server.agentId(), server.phoneNumberId()))
                        .text("/id");
        api.post(path + "/leads", "{\"leads\": [{\"phoneNumber\": \"+12025550100\"}]}");
        assertThat(api.post(path + "/start", "{}").text("/status")).isEqualTo("scheduled");

        assertThat(api.put(path, "{\"scheduledStartAt\": null}").text("/details/fields/0/path"))
                .isEqualTo("scheduledStartAt");
        assertThat(api.get(path).text("/status")).isEqualTo("scheduled");
        assertThat(api.put(path, "{\"scheduledStartAt\": \"2098-01-02T05:00:00Z\"}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \" \" | name",
                "\"maxConcurrent\": 51 | maxConcurrent",
                "\"maxConcurrent\": 0 | maxConcurrent",
                "\"agentVersion\": 9 | agentVersion",
                "\"agentId\": \"agent_x\" | agentId",
                "\"phoneNumberId\": \"pn_x\" | phoneNumberId",
                "\"schedule\": {\"timezone\": \"Mars/Olympus\"} | schedule.timezone",
                "\"schedule\": {\"windowStart\": \"9\"} | schedule.windowStart",
                "\"schedule\": {\"weekdays\": []} | schedule.weekdays",
                "\"schedule\": {\"weekdays\": [7]} | schedule.weekdays[0]",
                "\"schedule\": [] | schedule",
                "\"retryPolicy\": {\"maxAttempts\": 11} | retryPolicy.maxAttempts",
                "\"retryPolicy\": {\"backoffMinutes\": 0} | retryPolicy.backoffMinutes",
                "\"retryPolicy\": {\"retryOn\": [\"completed\"]} | retryPolicy.retryOn[0]",
                "\"retryPolicy\": {\"retryOn\": [\"busy\", null]} | retryPolicy.retryOn[1]",
                "\"webhookUrl\": \"ftp://example.com\" | webhookUrl",
                "\"webhookUrl\": \"https://a:b@example.com\" | webhookUrl",
                "\"webhookUrl\": \"https://example.com:99999\" | webhookUrl",
                "\"scheduledStartAt\": \"tomorrow\" | scheduledStartAt",
                "\"colour\": \"red\" | colour",
            })
    void aFieldThatIsOffIsNamed(String field, String path) {
        assertThat(api.put("/api/campaigns/" + id, "{" + field + "}")
                        .json()
                        .at("/details/fields")
                        .findValuesAsText("path"))
                .containsExactly(path);
    }
}
