package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking calls up: filters, words, pages. */
class CallListTest {
    private static final int CALLS = 25;

    @RegisterExtension
    final TestServer server = TestServer.create();

    private CheckedApi api;

    /** Call i was made i minutes after the epoch, every fifth to another number; every second failed. */
    @BeforeEach
    void storeCalls() {
        api = server.api();
        String organization = api.get("/api/auth/me").text("/organization/id");
        String agent = server.agentId();
        CallCounterStore counters = new CallCounterStore(server.database());
        server.database().transaction(handle -> {
            for (int i = 0; i < CALLS; i++) {
                String id = "call_0000000000000000000000%04d".formatted(i);
                handle.execute(
                        """
                        INSERT INTO calls (id, organization_id, agent_id, agent_name, channel, direction, from_number,
                                           to_number, status, failure_reason, dynamic_variables, created_at, llm_model,
                                           billing_status)
                        VALUES (?, ?, ?, 'Test', 'phone', 'outbound', '+12025550199', ?, ?, ?, '{}', ?, 'm', 'free')
                        """,
                        id,
                        organization,
                        agent,
                        i % 5 == 0 ? "+12025550105" : "+12025550100",
                        i % 2 == 0 ? "completed" : "failed",
                        i % 2 == 0 ? null : "busy",
                        i * 60_000L);
                counters.add(id);
                new TurnStore(server.database())
                        .append(id, new TranscriptEntry(0, TranscriptRole.AGENT, words(i), 0L, null));
            }
            return null;
        });
    }

    private static String words(int call) {
        return switch (call) {
            case 7 -> "A 100% discount_offer!";
            case 8 -> "Привет, Asha! Grüße aus Straßburg.";
            case 9 -> "नमस्ते, मंगलवार ठीक है";
            default -> "Nothing special";
        };
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`status=failed`,                          12",
                "`status=completed`,                       13",
                "`to=%2B12025550105`,                      5",
                "`to=+12025550105`,                        5",
                "`destination=%2B12025550100`,             20",
                "`from=%2B12025550199&status=failed`,      12",
                "`startedAfter=1970-01-01T00:20:00Z`,      5",
                "`startedBefore=1970-01-01T00:20:00Z`,     20",
                "`channel=web`,                            0",
                "`direction=inbound`,                      0",
                "`q=100%25+discount_`,                     1",
                "`q=DISCOUNT`,                             1",
                "`q=d%25t`,                                0",
                "`q=Привет`,                               1",
                "`q=ПРИВЕТ`,                               1",
                "`q=STRASSBURG`,                           1",
                "`q=grüsse`,                               1",
                "`q=Прив%25`,                              0",
                "`q=GRÜSSE`,                               1",
                "`q=मंगलवार`,                               1",
                "`agentId=agent_none`,                     0",
            })
    void filtersNarrowTheListAndItsTotal(String query, int expected) {
        JsonNode page = api.get("/api/widget/calls?limit=100&" + query).json();

        assertThat(page.at("/total").asInt()).isEqualTo(expected);
        assertThat(page.at("/data")).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "to,          %2B5531988887777",
        "to,          %2B553188887777",
        "destination, %2B55 31 98888-7777",
        "from,        %2B541123456789",
        "from,        %2B5491123456789",
    })
    void aPersonIsFoundByAnyOfTheirNumbers(String filter, String number) {
        server.database().transaction(handle -> {
            handle.execute("""
                    UPDATE calls SET to_number = CASE WHEN id LIKE '%7' THEN '+553188887777' ELSE '+5531988887777' END,
                                     from_number = CASE WHEN id LIKE '%7' THEN '+5491123456789' ELSE '+541123456789' END
                    WHERE id LIKE '%7' OR id LIKE '%8'""");
            return null;
        });
        JsonNode page = api.get("/api/calls?limit=100&" + filter + "=" + number.replace(" ", "%20"))
                .json();
        assertThat(page.at("/total").asInt()).isEqualTo(4);
        assertThat(page.at("/data")).hasSize(4);
    }

    @Test
    void pagesByCursorHoldEveryCallOnceNewestFirst() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/calls?limit=7" + cursor).json();
            page.at("/data").forEach(call -> ids.add(call.at("/id").asText()));
            assertThat(page.at("/total").asInt()).isEqualTo(CALLS);
            cursor = page.at("/nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.at("/nextCursor").asText();
        } while (cursor != null);

        assertThat(ids).hasSize(CALLS).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void anOffsetSkipsAsManyCalls() {
        List<String> all = ids(api.get("/api/calls?limit=100").json());

        assertThat(ids(api.get("/api/calls?limit=5&offset=10").json())).isEqualTo(all.subList(10, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=lost",
                "limit=0",
                "limit=101",
                "limit=x",
                "offset=-1",
                "cursor=x",
                "startedAfter=yesterday",
                "channel=fax",
                "agent=1"
            })
    void aParameterThatIsOffIsNamed(String query) {
        CheckedApi.Answer answer = api.get("/api/calls?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/details/fields/0/path")).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.at("/data").forEach(call -> ids.add(call.at("/id").asText()));
        return ids;
    }
}
