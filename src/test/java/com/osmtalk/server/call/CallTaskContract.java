package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an assistant wants of one call: its task, and what it is to find out. */
abstract class CallTaskContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DATE_ANSWER =
            "{\"name\": \"new_date\", \"type\": \"date\", \"question\": \"Which day is it?\"}";

    @RegisterExtension
    final TestServer server = server();

    abstract TestServer server();

    @Test
    void whatACallIsForIsKeptWithIt() {
        String id = placed("""
                {"task": " Move my appointment to Thursday. ", "callee": "Riverside Dental",
                 "onBehalfOf": "Asha Rao", "firstWords": "Hello, it is about Asha Rao's appointment.",
                 "answers": [%s]}""".formatted(DATE_ANSWER));

        JsonNode call = server.api().get("/api/calls/" + id).json();

        assertThat(call.path("task").asText()).isEqualTo("Move my appointment to Thursday.");
        assertThat(call.path("callee").asText()).isEqualTo("Riverside Dental");
        assertThat(call.path("onBehalfOf").asText()).isEqualTo("Asha Rao");
        assertThat(call.path("firstWords").asText()).isEqualTo("Hello, it is about Asha Rao's appointment.");
        assertThat(call.path("wantedAnswers").toString())
                .isEqualTo("[{\"name\":\"new_date\",\"type\":\"date\",\"question\":\"Which day is it?\"}]");
    }

    @Test
    void nothingIsKeptWhereNothingWasSaid() {
        String id = placed("{\"task\": \" \", \"callee\": \"\", \"answers\": []}");

        JsonNode call = server.api().get("/api/calls/" + id).json();

        for (String field : new String[] {"task", "callee", "firstWords", "wantedAnswers", "retry", "attempt"}) {
            assertThat(call.has(field)).as(field).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task           | 5                                        | task",
                "task           | {\"text\": \"x\"}                        | task",
                "answers        | {\"name\": \"x\"}                        | answers",
                "answers        | [\"day\"]                                | answers[0]",
                "answers        | [{\"name\": \"day\"}]                    | answers[0].type",
                "answers        | [{\"name\": \"a b\", \"type\": \"string\", \"question\": \"Q?\"}] | answers[0].name",
                "answers        | [{\"name\": \"\", \"type\": \"string\", \"question\": \"Q?\"}]    | answers[0].name",
                "answers        | [{\"name\": \"tag̈\", \"type\": \"date\", \"question\": \"Q?\"}]   | answers[0].name",
                "answers        | [{\"name\": \"a\", \"type\": \"enum\", \"question\": \"Q?\"}]     | answers[0].type",
                "answers        | [{\"name\": \"a\", \"type\": \"date\", \"question\": \" \"}] | answers[0].question",
                "retry          | {\"attempts\": 11}                       | retry.attempts",
                "retry          | {\"attempts\": 1}                        | retry.attempts",
                "retry          | {\"attempts\": 3, \"afterMinutes\": 0}   | retry.afterMinutes",
                "retry          | {\"attempts\": 3, \"on\": [\"rejected\"]} | retry.on[0]",
                "retry          | {\"attempts\": 3, \"on\": []}            | retry.on",
                "retry          | {\"attempts\": 3, \"on\": [\"busy\", \"busy\"]} | retry.on[1]",
                "scheduledAt    | \"tomorrow\"                             | scheduledAt",
            })
    void whatIsNotInItsFormIsNamed(String field, String value, String path) throws Exception {
        ObjectNode body = request();
        body.set(field, Json.MAPPER.readTree(value));

        Answer answer = server.api().post("/api/calls/outbound", body.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/fields/0/path").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"task, 2000", "callee, 100", "onBehalfOf, 100", "firstWords, 500"})
    void textsAreAsLongAsTheyMayBe(String field, int length) {
        // each is two chars in Java, and one character to people
        assertThat(place(request().put(field, "🦷".repeat(length))).status()).isEqualTo(201);

        Answer answer = place(request().put(field, "x".repeat(length + 1)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/details/fields/0/path").asText()).isEqualTo(field);
        assertThat(answer.json().path("error").asText()).contains("must be at most");
    }

    @Test
    void twoAnswersOfOneNameAndMoreThanTwentyAreRefused() throws Exception {
        ObjectNode twice = request();
        twice.putArray("answers").add(Json.MAPPER.readTree(DATE_ANSWER)).add(Json.MAPPER.readTree(DATE_ANSWER));
        ObjectNode many = request();
        for (int i = 0; i < 21; i++) {
            many.withArray("answers")
                    .addObject()
                    .put("name", "a" + i)
                    .put("type", "string")
                    .put("question", "What?");
        }

        assertThat(place(twice).json().path("error").asText()).contains("appears more than once: new_date");
        assertThat(place(many).json().path("error").asText()).contains("must have at most 20 entries");
    }

    final ObjectNode request() {
        return Json.MAPPER
                .createObjectNode()
                .put("agentId", server.agentId())
                .put("phoneNumberId", server.phoneNumberId())
                .put("destination", "+12025550100");
    }

    final Answer place(ObjectNode request) {
        return server.api().post("/api/calls/outbound", request.toString());
    }

    /** @param fields of the request, besides agent, number and destination */
    final String placed(String fields) {
        try {
            Answer answer = place(request().setAll((ObjectNode) Json.MAPPER.readTree(fields)));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
            return answer.text("/callId");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final JsonNode ended(String callId) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(server.api().get("/api/calls/" + callId).json())
                        .filter(call -> call.has("endedAt")));
    }
}
