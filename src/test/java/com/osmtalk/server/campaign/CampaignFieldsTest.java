package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
