package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which kinds of numbers the server dials for nobody. It once had rules of its own: it refused numbers outside every
 * plan and premium-rate ones, and dialled what the MCP server's guard refused. Now both go by one table, and what
 * either refused is refused by both.
 */
class NumberKindsTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // as before
                "+19002345678     | destination_not_allowed | premium-rate",
                "+979123456789    | destination_not_allowed | premium-rate",
                "+999123456789    | invalid_number          | not a valid phone number",
                "+12005550100     | invalid_number          | not a valid phone number",
                // were dialled by the server, and refused by the guard
                "+447012345678    | destination_not_allowed | personal",
                "+447640123456    | destination_not_allowed | pager",
                "+41860123456789  | destination_not_allowed | voicemail access",
                "+870773111632    | destination_not_allowed | satellite",
                "+882161234567    | destination_not_allowed | satellite",
                "+883510000000094 | destination_not_allowed | international network",
                "+80812345678     | destination_not_allowed | international network",
                // were refused by both, but as invalid by the server
                "+4690000         | destination_not_allowed | emergency",
                "+2361220         | destination_not_allowed | emergency",
            })
    void noCallIsMadeToThem(String number, String reason, String words) {
        String call = "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"%s\"}";
        Answer answer = server.api()
                .post("/api/calls/outbound", call.formatted(server.agentId(), server.phoneNumberId(), number));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/details/reason")).isEqualTo(reason);
        assertThat(answer.text("/error")).contains(words);
    }
}
