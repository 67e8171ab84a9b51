package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send as the answer to the question before a call, as it comes over the wire: only a yes dials. */
class ConsentAnswersTest {
    private static final Map<String, Object> CALL = Map.of("agent", "Appointment reminder", "to", "+12025550100");

    /** Of clients that can ask, and whose person does not want the call. */
    private static final String NO = "{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":false}}}";

    @RegisterExtension
    final ToolBench bench = new ToolBench(Clock.systemUTC(), rules -> rules);

    @BeforeEach
    void figures() {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
    }

    @Test
    void theFormHasOneRequiredYesOrNo() throws Exception {
        try (Session session = new Session(bench)) {
            JsonNode form = session.ask("{\"result\":{\"action\":\"cancel\"}}").at("/params/requestedSchema");
            assertThat(form.at("/properties/agreed/type").asText()).isEqualTo("boolean");
            assertThat(form.at("/properties/agreed").has("default")).isFalse();
            assertThat(form.at("/required")).map(JsonNode::asText).containsExactly("agreed");
            assertThat(form.at("/properties")).hasSize(1);
        }
    }

    @Test
    void onlyAYesDials() throws Exception {
        try (Session session = new Session(bench)) {
            session.ask("{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":true}}}");
            assertThat(session.answer().path("isError").asBoolean()).isFalse();
            assertThat(calls()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NO, "{\"result\":{\"action\":\"decline\"}}", "{\"result\":{\"action\":\"cancel\"}}"})
    void aNoIsANoAndThePersonIsAskedNextTime(String no) throws Exception {
        try (Session session = new Session(bench)) {
            session.ask(no);
            JsonNode error = session.answer().at("/structuredContent/error");
            assertThat(error.path("code").asText()).isIn("declined", "confirmation_required");
            assertThat(error.has("confirmation_token")).isFalse();
            session.ask(no);
            session.answer();
            assertThat(calls()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"Decline\"}",
                "{\"action\":\"DECLINE\"}",
                "{\"action\":\" decline. \"}",
                "{\"action\":\"declined\"}",
                "{\"action\":\"reject\"}",
                "{\"action\":\"Rejected\",\"content\":{\"agreed\":true}}",
                "{\"action\":\"cancelled\"}",
                "{\"action\":\"CANCEL\"}",
                "{\"action\":\"dismissed\"}",
                "{\"action\":\"deny\"}",
                "{\"action\":\"no\"}",
                "{\"action\":\"not_accepted\"}",
                "{\"action\":false}",
                "{\"action\":\"accept\",\"content\":{\"agreed\":\"no\"}}",
                "{\"action\":\"accept\",\"content\":{\"agreed\":\"No, thanks\"}}",
                "{\"action\":\"accept\",\"content\":{\"agreed\":\"false\"}}",
                "{\"action\":\"accept\",\"content\":{\"agreed\":0}}",
                "{\"action\":\"accept\",\"content\":{\"agreed\":\"0\"}}",
                "{\"action\":\"Accept\",\"content\":{\"agreed\":false}}",
                "{\"action\":\"accept\",\"content\":{\"Agreed\":false}}",
                "{\"content\":{\"agreed\":false}}",
                "{\"agreed\":false}",
                "\"decline\"",
                "false",
            })
    void aNoIsANoInAnySpelling(String no) throws Exception {
        try (Session session = new Session(bench)) {
            session.ask("{\"result\":" + no + "}");
            JsonNode error = session.answer().at("/structuredContent/error");
            assertThat(error.path("code").asText()).isIn("declined", "confirmation_required");
            assertThat(error.has("confirmation_token")).isFalse();
            session.ask("{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":true}}}");
            assertThat(session.answer().path("isError").asBoolean())
                    .as("the person is asked again")
                    .isFalse();
            assertThat(calls()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-32603, -32602, -32000, -32001, -32042, -1, 0, 1, 401})
    void anErrorWhileThePersonIsAskedIsNoConsentAndTheyAreAskedAgain(int code) throws Exception {
        try (Session session = new Session(bench)) {
            session.ask("{\"error\":{\"code\":" + code + ",\"message\":\"Cancelled\"}}");
            JsonNode error = session.answer().at("/structuredContent/error");
            assertThat(error.path("code").asText()).isEqualTo("confirmation_required");
            assertThat(error.has("confirmation_token")).isFalse();
            assertThat(calls()).isZero();
            session.ask("{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":true}}}");
            assertThat(session.answer().path("isError").asBoolean()).isFalse();
            assertThat(calls()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}",
                "{\"error\":{\"code\":-32600,\"message\":\"Elicitation is not supported\"}}",
                "{\"error\":\"no\"}",
                "{\"result\":{}}",
                "{\"result\":null}",
                "{\"result\":\"accept\"}",
                "{\"result\":[\"accept\"]}",
                "{\"result\":{\"action\":0,\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\"0\",\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\"Accept\",\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\"ACCEPT\",\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\" accept \",\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":[\"accept\"],\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":{\"accept\":true},\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":true,\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\"yes\",\"content\":{\"agreed\":true}}}",
                "{\"result\":{\"action\":\"accept\"}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":null}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":\"true\"}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":1}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":[true]}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":{\"value\":true}}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":{\"Agreed\":true}}}",
                "{\"result\":{\"action\":\"accept\",\"content\":[{\"agreed\":true}]}}",
            })
    void whatIsNoAnswerShowsThatTheClientCanNotAsk(String answer) throws Exception {
        try (Session session = new Session(bench)) {
            session.ask(answer);
            JsonNode preview = session.answer().at("/structuredContent/error");
            assertThat(preview.path("code").asText()).isEqualTo("confirmation_required");
            assertThat(preview.path("message").asText()).contains("could not ask the person", "this is a preview");
            assertThat(calls()).isZero();
            Map<String, Object> agreed = new LinkedHashMap<>(CALL);
            agreed.put("confirmation_token", preview.path("confirmation_token").asText());
            JsonNode placed = session.lines.call("start_outbound_call", agreed);
            assertThat(placed.path("isError").asBoolean())
                    .as("without a question: %s", placed)
                    .isFalse();
            assertThat(calls()).isEqualTo(1);
        }
    }

    private int calls() {
        return bench.api().requests("POST", "/api/widget/calls/outbound").size();
    }

    @Nested
    class WhereOnlyAPersonsAnswerCounts {
        @RegisterExtension
        final ToolBench strict = new ToolBench(Clock.systemUTC(), rules -> rules.confirmation(Confirmation.ALWAYS));

        @Test
        void aClientThatCanNotAskIsToldSoAndAskedEachTime() throws Exception {
            strict.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
            try (Session session = new Session(strict)) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    session.ask("{\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}");
                    JsonNode error = session.answer().at("/structuredContent/error");
                    assertThat(error.path("message").asText())
                            .contains("could not ask the person: it answered with error -32601", "nothing was dialled");
                    assertThat(error.has("confirmation_token")).isFalse();
                }
                session.ask("{\"result\":{\"action\":\"accept\",\"content\":{\"agreed\":true}}}");
                assertThat(session.answer().path("isError").asBoolean()).isFalse();
            }
        }
    }

    /** A client of the revisions with sessions, which declares that it can ask. */
    private static final class Session implements AutoCloseable {
        private final Lines lines;
        private int call;

        Session(ToolBench bench) throws IOException {
            lines = new Lines(bench.mcp());
            lines.request(
                    "initialize",
                    Map.of(
                            "protocolVersion",
                            "2025-11-25",
                            "capabilities",
                            Map.of("elicitation", Map.of()),
                            "clientInfo",
                            Map.of("name", "test", "version", "1")));
        }

        /** Begins a call, and answers the question that comes for it: gives the question. */
        JsonNode ask(String answer) throws IOException {
            call = lines.begin("tools/call", Map.of("name", "start_outbound_call", "arguments", CALL));
            JsonNode question = lines.next().orElseThrow();
            assertThat(question.path("method").asText()).isEqualTo("elicitation/create");
            Map<String, Object> response = Json.MAPPER.readValue(answer, Json.MAP);
            response.put("jsonrpc", "2.0");
            response.put("id", question.get("id"));
            // written with its nulls, which are what some clients send
            lines.send(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(response));
            return question;
        }

        JsonNode answer() throws IOException {
            return lines.response(call).get("result");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
