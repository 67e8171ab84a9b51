package com.osmtalk.mcp.protocol.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.ModernClient.Answer;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to a client of 2026-07-28, which sends the request again, with answers and a state nobody can forge. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputRequiredTest {
    private static final Map<String, Object> CALL = Map.of("to", "+12025550100");
    private static final Map<String, Object> YES =
            Map.of("confirm", Map.of("action", "accept", "content", Map.of("ok", true)));

    private final TestClock clock = new TestClock();
    private final Probe features = new Probe();
    private final Served served = new Served(features, clock);
    private final ModernClient client =
            served.modern().meta(ModernClient.CAPABILITIES, Map.of("elicitation", Map.of()));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aQuestionEndsTheRequestAndItsAnswerCompletesTheNext() throws Exception {
        JsonNode asked = call(client, CALL, null, null).result();
        assertThat(asked.get("resultType").asText()).isEqualTo("input_required");
        assertThat(asked.at("/inputRequests/confirm/method").asText()).isEqualTo("elicitation/create");
        assertThat(asked.at("/inputRequests/confirm/params/message").asText()).isEqualTo(features.question);
        assertThat(asked.at("/inputRequests/confirm").has("id")).isFalse();
        assertThat(asked.has("ttlMs")).isFalse();
        Answer answered = call(client, CALL, YES, asked.get("requestState").asText());
        assertThat(answered.result().get("resultType").asText()).isEqualTo("complete");
        assertThat(answered.text()).contains("action=accept", "content={ok=true}");
    }

    @Test
    void whoSaysNoHasAnsweredToo() throws Exception {
        Answer answered = call(client, CALL, Map.of("confirm", Map.of("action", "decline")), state());
        assertThat(answered.text()).isEqualTo("{action=decline}");
    }

    @Test
    void anAnswerThatNobodyAskedForDoesNotCount() throws Exception {
        assertAsked(call(client, CALL, YES, null));
    }

    @Test
    void anAnswerToOtherWordsDoesNotCount() throws Exception {
        String state = state();
        features.question = "Dial +19005550199?";
        Answer again = call(client, CALL, YES, state);
        assertAsked(again);
        assertThat(again.result().at("/inputRequests/confirm/params/message").asText())
                .contains("+19005550199");
    }

    @Test
    void aMissingAnswerIsAskedForOnceMore() throws Exception {
        for (Map<String, Object> responses :
                List.<Map<String, Object>>of(Map.of(), Map.of("other", Map.of("action", "accept")))) {
            Answer again = call(client, CALL, responses, state());
            assertAsked(again);
            assertUnable(call(client, CALL, responses, stateOf(again)), "twice without an answer");
        }
        assertAsked(call(client, CALL, null, state()));
    }

    /** Asked again, such a client would send the same again, and so for ever. */
    @Test
    void whatIsNoAnswerIsNotAskedForAgain() throws Exception {
        for (Object response : Arrays.asList(
                null,
                "accept",
                0,
                List.of("accept"),
                Map.of(),
                Map.of("action", "maybe"),
                Map.of("action", "Accept", "content", Map.of("ok", true)),
                Map.of("action", 0, "content", Map.of("ok", true)),
                Map.of("action", " accept ", "content", Map.of("ok", true)))) {
            assertUnable(
                    call(client, CALL, Collections.singletonMap("confirm", response), state()), "no action accept");
        }
        for (Object content : Arrays.asList(null, "yes", Map.of(), Map.of("ok", "true"), Map.of("ok", 1))) {
            Map<String, Object> answer = new LinkedHashMap<>(Map.of("action", "accept"));
            answer.put("content", content);
            assertUnable(call(client, CALL, Map.of("confirm", answer), state()), "without the answer to the form");
        }
    }

    @Test
    void answersThatAreNoObjectAreRefused() throws Exception {
        for (Object responses : List.of("yes", 5, List.of())) {
            assertThat(call(client, CALL, responses, state()).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
        }
        assertThat(call(client, CALL, YES, 5).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
    }

    @Test
    void aStateIsGoodOnce() throws Exception {
        String state = state();
        assertThat(call(client, CALL, YES, state).result().has("content")).isTrue();
        assertRefused(call(client, CALL, YES, state), "has been used");
    }

    @Test
    void aStateIsGoodForTenMinutes() throws Exception {
        String state = state();
        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        assertRefused(call(client, CALL, YES, state), "has expired");
    }

    @Test
    void aStateIsGoodForItsOwnRequest() throws Exception {
        assertRefused(call(client, Map.of("to", "+12025550101"), YES, state()), "another request");
        Map<String, Object> params = new LinkedHashMap<>(
                Map.of("name", "log", "arguments", CALL, "inputResponses", YES, "requestState", state()));
        assertRefused(client.post("tools/call", params), "another request");
    }

    @Test
    void aStateIsGoodForItsOwnCaller() throws Exception {
        String state = call(client.header("x-api-key", "osm_one"), CALL, null, null)
                .result()
                .get("requestState")
                .asText();
        assertRefused(call(client.header("x-api-key", "osm_two"), CALL, YES, state), "another request");
        assertRefused(call(client, CALL, YES, state), "another request");
        assertThat(call(client.header("x-api-key", "osm_one"), CALL, YES, state)
                        .result()
                        .has("content"))
                .isTrue();
    }

    @Test
    void aStateOfAnotherMakingIsRefused() throws Exception {
        String state = state();
        String text = state.substring(0, state.indexOf('.'));
        String signature = state.substring(state.indexOf('.'));
        for (String forged : List.of(
                state + "-TAMPERED",
                "A" + state,
                text.substring(0, 8) + (text.charAt(8) == 'A' ? 'B' : 'A') + text.substring(9) + signature,
                text,
                text + ".",
                signature,
                "",
                ".",
                "ä")) {
            assertRefused(call(client, CALL, YES, forged), "not issued by this server");
        }
        try (Served restarted = new Served(features)) {
            assertRefused(
                    call(
                            restarted.modern().meta(ModernClient.CAPABILITIES, Map.of("elicitation", Map.of())),
                            CALL,
                            YES,
                            state),
                    "Send the request without it");
        }
        assertThat(call(client, CALL, YES, state).result().has("content")).isTrue();
    }

    @Test
    void whoCannotBeAskedIsNotAsked() throws Exception {
        for (Map<String, Object> capabilities : List.<Map<String, Object>>of(
                Map.of(), Map.of("sampling", Map.of()), Map.of("elicitation", Map.of("url", Map.of())))) {
            ModernClient mute = client.meta(ModernClient.CAPABILITIES, capabilities);
            assertThat(call(mute, CALL, null, null).text()).isEqualTo("null");
            // not even when it answers all the same
            assertThat(call(mute, CALL, YES, state()).text()).isEqualTo("null");
        }
    }

    private String state() throws IOException {
        return stateOf(call(client, CALL, null, null));
    }

    private static String stateOf(Answer asked) {
        return asked.result().get("requestState").asText();
    }

    private static void assertUnable(Answer answer, String why) {
        assertThat(answer.code()).as(answer.toString()).isEqualTo(ProtocolException.UNABLE);
        assertThat(answer.json().at("/error/message").asText()).contains("could not ask the person", why);
    }

    private static Answer call(ModernClient client, Map<String, Object> arguments, Object responses, Object state)
            throws IOException {
        Map<String, Object> params = new LinkedHashMap<>(Map.of("name", "confirm", "arguments", arguments));
        if (responses != null) {
            params.put("inputResponses", responses);
        }
        if (state != null) {
            params.put("requestState", state);
        }
        return client.post("tools/call", params);
    }

    private static void assertAsked(Answer answer) {
        assertThat(answer.result().path("resultType").asText())
                .as(answer.toString())
                .isEqualTo("input_required");
    }

    private static void assertRefused(Answer answer, String why) {
        assertThat(answer.code()).as(answer.toString()).isEqualTo(ProtocolException.INVALID_PARAMS);
        assertThat(answer.json().at("/error/message").asText()).contains(why);
    }
}
