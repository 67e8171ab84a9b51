package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallQuestionStatus;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done about a call while it lasts, over real HTTP, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnerActionsContract {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Rings for half a minute, so that a call to it lasts, and nothing is said. */
    private static final String RINGS = "+12025550102";

    private static final String OFFERS_ANOTHER_TIME = "+12025550113";
    private static final String POLITE = "+12025550150";
    private static final String PROMPT =
            "You call a dentist to move an appointment to Thursday morning. Ask me before you accept another time.";

    /** One for all tests of the class. */
    abstract TestServer server();

    private String asking;

    private String asking() {
        if (asking == null) {
            asking = server().api()
                    .post(
                            "/api/agents",
                            json(Map.of(
                                    "name",
                                    "Assistant",
                                    "greeting",
                                    "Hello, this is an automated assistant.",
                                    "systemPrompt",
                                    PROMPT,
                                    "askOwner",
                                    true,
                                    "askOwnerSeconds",
                                    120,
                                    "maxDurationSeconds",
                                    7200)))
                    .text("/id");
        }
        return asking;
    }

    private static String json(Object value) {
        return Json.MAPPER.valueToTree(value).toString();
    }

    private CheckedApi account() {
        return server().api();
    }

    private CheckedApi key() {
        return server().api().anonymous().withKey(server().key());
    }

    private CheckedApi newKey(KeyScope... scopes) {
        return server().api().anonymous().withKey(server().limitedKey(scopes));
    }

    private String call(CheckedApi by, String agent, String to) {
        Answer placed = by.post(
                "/api/widget/calls/outbound",
                json(Map.of("agentId", agent, "phoneNumberId", server().phoneNumberId(), "destination", to)));
        assertThat(placed.status()).as(placed.response().body()).isEqualTo(201);
        return placed.text("/callId");
    }

    private String ringing(CheckedApi by) {
        String id = call(by, server().agentId(), RINGS);
        Waiting.untilTrue(LIMIT, () -> get(id).status() == CallStatus.RINGING);
        return id;
    }

    private String asked() {
        String id = call(key(), asking(), OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(id).question() != null);
        return id;
    }

    private Call get(String id) {
        return server().client().widget().getCall(id);
    }

    private Call over(String id) {
        Waiting.untilTrue(LIMIT, () -> get(id).status().isTerminal());
        return get(id);
    }

    private static String widget(String id) {
        return "/api/widget/calls/" + id;
    }

    private static List<String> system(Call call) {
        return call.transcript().stream()
                .filter(line -> line.role() == TranscriptRole.SYSTEM)
                .map(TranscriptEntry::text)
                .toList();
    }

    @Test
    void aKeyEndsACallThatItHasStartedAndNoOther() {
        CheckedApi voice = newKey(KeyScope.VOICE);
        String ours = ringing(voice);
        for (CheckedApi other : List.of(newKey(KeyScope.VOICE), key())) {
            Answer refused = other.post(widget(ours) + "/end", null);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("not_found");
        }
        assertThat(get(ours).status().isTerminal()).isFalse();

        assertThat(voice.post(widget(ours) + "/end", null).status()).isEqualTo(200);
        assertThat(over(ours).failureReason()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | end | ",
                "POST | notes | {\"text\": \"Take Friday.\"}",
                "POST | keys | {\"keys\": \"1\"}",
                "POST | transfer | {\"destination\": \"+12025550108\"}",
                "GET | questions | ",
                "POST | questions/1/answer | {\"answer\": \"Yes\"}"
            })
    void aCallOfAnotherKeyOrNoneIsNotThere(String method, String path, String body) {
        String others = ringing(newKey(KeyScope.VOICE));
        String people = account()
                .post(
                        "/api/calls/outbound",
                        json(Map.of(
                                "agentId",
                                server().agentId(),
                                "phoneNumberId",
                                server().phoneNumberId(),
                                "destination",
                                RINGS)))
                .text("/callId");
        for (String id : List.of(others, people, "call_00000000000000000000000000")) {
            assertThat(key().send(method, widget(id) + "/" + path, body).status())
                    .as(id)
                    .isEqualTo(404);
        }
        CheckedApi chat = newKey(KeyScope.CHAT);
        assertThat(chat.send(method, widget(others) + "/" + path, body).status())
                .isEqualTo(method.equals("GET") ? 404 : 403);
        assertThat(get(others).status().isTerminal()).isFalse();
        account().post("/api/calls/" + others + "/end", null);
        account().post("/api/calls/" + people + "/end", null);
    }

    /** Also in the moment when it is this server's already and its line is not open yet. */
    @Test
    void aCallIsEndedWhenItIsAskedForAtOnce() {
        for (int i = 0; i < 20; i++) {
            String id = call(key(), server().agentId(), POLITE);
            Answer ended = key().post(widget(id) + "/end", "{}");
            assertThat(ended.status()).as(ended.response().body()).isEqualTo(200);
            over(id);
        }
    }

    @Test
    void aNoteForARingingCallIsInItsTranscriptOnceItIsAnswered() {
        String id = call(key(), server().agentId(), POLITE);
        Answer note = key().post(widget(id) + "/notes", "{\"text\": \" My order number\\nis 4711. \"}");

        assertThat(note.status()).as(note.response().body()).isEqualTo(201);
        assertThat(note.json()).isEqualTo(note(note.json(), "My order number is 4711.", 1, 9));
        Call call = over(id);
        assertThat(system(call)).containsExactly("Note from the person behind this call: My order number is 4711.");
        assertThat(call.transcript().toString()).contains("I have just been told this: My order number is 4711.");
        Answer late = key().post(widget(id) + "/notes", "{\"text\": \"Too late.\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("call_not_live");
    }

    private static JsonNode note(JsonNode given, String text, int n, int left) {
        return Json.MAPPER
                .createObjectNode()
                .put("n", n)
                .put("text", text)
                .put("createdAt", given.path("createdAt").asText())
                .put("left", left);
    }

    @Test
    void aCallTakesTenNotesAlsoWhenTheyComeAtOnce() {
        String id = ringing(key());
        List<CompletableFuture<Integer>> sent = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            sent.add(CompletableFuture.supplyAsync(() ->
                    key().post(widget(id) + "/notes", "{\"text\": \"Hurry.\"}").status()));
        }
        assertThat(sent.stream().map(CompletableFuture::join).sorted())
                .containsExactly(201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 409, 409, 409, 409);
        Answer refused = account().post("/api/calls/" + id + "/notes", "{\"text\": \"Hurry.\"}");
        assertThat(refused.code()).isEqualTo("too_many_notes");
        key().post(widget(id) + "/end", null);
    }

    @Test
    void aNoteIsTakenOnceForAnIdempotencyKey() {
        String id = ringing(key());
        CheckedApi once = key().with("Idempotency-Key", "note-" + id);
        IntStream.range(0, 3)
                .forEach(i -> assertThat(once.post(widget(id) + "/notes", "{\"text\": \"Hurry.\"}")
                                .text("/n"))
                        .isEqualTo("1"));
        key().post(widget(id) + "/end", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": null}",
                "{\"text\": \"\"}",
                "{\"text\": \" \\n \"}",
                "{\"text\": 5}",
                "{\"text\": [\"a\"]}",
                "{\"text\": \"a\\u0000b\"}",
                "{\"text\": \"a\\u001b[31mb\"}",
                "{\"text\": \"a\\u202eb\"}",
                "{\"text\": \"a\\u2066b\"}",
                "{\"text\": \"a\\ud83db\"}",
                "{\"text\": \"a\\udb40\\udc41b\"}",
                "{\"text\": \"a\", \"dial\": \"+12025550188\"}",
                "[]",
            })
    void whatIsNoNoteIsRefused(String body) {
        String id = ringing(key());
        assertThat(key().post(widget(id) + "/notes", body).status()).isEqualTo(400);
        assertThat(key().post(widget(id) + "/notes", "{\"text\": \"" + "x".repeat(501) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(key().post(widget(id) + "/notes", "{\"text\": \"" + "x".repeat(500) + "\"}")
                        .text("/n"))
                .isEqualTo("1");
        key().post(widget(id) + "/end", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\": \"\"}", "{\"keys\": \"w\"}", "{\"keys\": \"1a\"}", "{\"keys\": \"+1\"}"})
    void whatAreNoKeysIsRefused(String body) {
        assertThat(key().post(widget(asked()) + "/keys", body).status()).isEqualTo(400);
    }

    @Test
    void keysAreNotPressedOnAWebCall() {
        String id =
                key().post("/api/widget/agents/" + asking() + "/connect", "{}").text("/callId");

        Answer refused = key().post(widget(id) + "/keys", "{\"keys\": \"1\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("not_a_phone_call");
    }

    @Test
    void keysArePressedOnAPhoneCallInProgress() {
        String ringing = ringing(key());
        Answer early = key().post(widget(ringing) + "/keys", "{\"keys\": \"1\"}");
        assertThat(early.code()).isEqualTo("call_not_in_progress");
        key().post(widget(ringing) + "/end", null);

        String id = asked();
        assertThat(key().post(widget(id) + "/keys", "{\"keys\": \"1w2#\"}").status())
                .isEqualTo(200);
        Waiting.untilTrue(
                LIMIT,
                () -> get(id).transcript().stream().anyMatch(line -> line.text().equals("press_keys: 1w2#")));
        key().post(widget(id) + "/end", null);
    }

    @Test
    void aQuestionIsAnsweredOnceAndTheAgentActsOnIt() {
        String id = asked();
        CallQuestion question = get(id).question();
        assertThat(question.status()).isEqualTo(CallQuestionStatus.OPEN);
        assertThat(question.choices()).containsExactly("Yes, take it", "No");
        assertThat(Duration.between(question.askedAt(), question.until())).isEqualTo(Duration.ofSeconds(120));
        assertThat(key().get(widget(id) + "/questions").text("/data/0/status")).isEqualTo("open");
        assertThat(key().post(widget(id) + "/questions/2/answer", "{\"answer\": \"Yes\"}")
                        .status())
                .isEqualTo(404);
        assertThat(key().post(widget(id) + "/questions/x/answer", "{\"answer\": \"Yes\"}")
                        .status())
                .isIn(400, 404);
        assertThat(key().post(widget(id) + "/questions/1/answer", "{\"answer\": \"\\u202eYes\"}")
                        .status())
                .isEqualTo(400);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> key().post(widget(id) + "/questions/1/answer", "{\"answer\": \"Yes, take it\"}")))
                .toList();
        assertThat(sent.stream()
                        .map(CompletableFuture::join)
                        .map(Answer::status)
                        .sorted())
                .containsExactly(200, 409, 409, 409);
        assertThat(account()
                        .post("/api/calls/" + id + "/questions/1/answer", "{\"answer\": \"No\"}")
                        .code())
                .isEqualTo("question_closed");

        Call call = over(id);
        assertThat(call.question()).isNull();
        assertThat(system(call)).hasSize(2).last().isEqualTo("Answer to question 1: Yes, take it");
        assertThat(call.transcript().toString()).contains("Yes, that is fine.", "Friday at three it is.");
        assertThat(account().get("/api/calls/" + id + "/questions").text("/data/0/answer"))
                .isEqualTo("Yes, take it");
    }

    @Test
    void aQuestionThatIsOpenWhenTheCallEndsHasLapsed() {
        String id = asked();
        key().post(widget(id) + "/end", null);
        over(id);

        Answer late = key().post(widget(id) + "/questions/1/answer", "{\"answer\": \"Yes\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("question_closed");
        assertThat(key().get(widget(id) + "/questions").text("/data/0/status")).isEqualTo("lapsed");
    }

    @Test
    void whoFollowsACallIsToldOfAQuestionAtOnce() {
        String id = call(key(), asking(), OFFERS_ANOTHER_TIME);
        Answer seen = key().get(widget(id));
        while (seen.json().at("/question").isMissingNode()) {
            String tag = seen.response().headers().firstValue("ETag").orElseThrow();
            Answer next =
                    key().with("If-None-Match", tag).with("Prefer", "wait=20").get(widget(id));
            assertThat(next.status()).isEqualTo(200);
            seen = next;
        }
        assertThat(seen.text("/question/n")).isEqualTo("1");
        key().post(widget(id) + "/end", null);
    }
}
