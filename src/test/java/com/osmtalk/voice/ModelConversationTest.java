package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.brain.BrainException;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.carrier.Carrier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with a model behind a real socket. */
class ModelConversationTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final String TO = "+12025550150";

    private static final double SPEED = 20;

    private FakeModel model = new FakeModel();
    private Switchboard switchboard;

    @AfterEach
    void close() {
        if (switchboard != null) {
            switchboard.close();
        }
        model.close();
    }

    private Switchboard switchboard(Carrier carrier, FakeModel.Answer... answers) {
        model.close();
        model = new FakeModel(answers);
        switchboard = switchboard(carrier, model.baseUrl());
        return switchboard;
    }

    private static Switchboard switchboard(Carrier carrier, URI baseUrl) {
        return new Switchboard(
                new VoiceSettings(SPEED, new VoiceSettings.Model(baseUrl, "sk-secret", "test-model", TIMEOUT), true),
                SimulatedNetwork.only(carrier));
    }

    /** Answers the greeting with "Yes." and then says nothing. */
    private static TestCarrier saysYes() {
        return new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 4_200, "Yes.");
                })
                .atSpeed(SPEED);
    }

    private static TestAgent agent() {
        return TestAgent.reminder().greeting("Hello. Ready?").idleTimeoutSeconds(60);
    }

    private static HttpTool tool(String name, String url, String waitMessage, String errorMessage) {
        return new HttpTool(
                name,
                "Looks something up",
                "GET",
                url,
                List.of(new Parameter("id", "string", true, "the order")),
                Map.of("X-Key", "k"),
                null,
                waitMessage,
                errorMessage);
    }

    @Test
    void theModelsWordsAreSpokenSentenceBySentenceAndItEndsTheCall() {
        RecordedCall call = RecordedCall.dial(
                switchboard(saysYes(), peer -> {
                    peer.eventStream();
                    peer.content("Gre");
                    peer.content("at. See you on Tues");
                    peer.content("day. Good");
                    peer.content("bye.");
                    peer.tool(0, "end_call", "{}");
                    peer.finish("tool_calls");
                }),
                agent().build(),
                TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.said(TranscriptRole.AGENT))
                .containsExactly("Hello. Ready?", "Great. See you on Tuesday. Goodbye.");
        assertThat(call.end().usage().promptTokens()).isEqualTo(100);
        assertThat(call.end().usage().completionTokens()).isEqualTo(7);
        assertThat(call.end().latency().llm().count()).isEqualTo(1);
        assertThat(call.end().latency().endToEnd().p50())
                .isGreaterThanOrEqualTo(call.end().latency().llm().p50());
    }

    @Test
    void theRequestCarriesTheAgentsSettingsPromptHistoryAndTools() {
        RecordedCall call = RecordedCall.dial(
                switchboard(saysYes(), FakeModel.uses("end_call", "{}")),
                agent().transfersTo("+12025550160")
                        .httpTools(tool("lookup_order", "https://example.com/{id}", null, null))
                        .build(),
                TO);
        call.end();

        JsonNode request = model.request(0);
        assertThat(request.path("model").asText()).isEqualTo("test-model");
        assertThat(request.path("stream").asBoolean()).isTrue();
        assertThat(request.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(request.path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(request.path("max_tokens").asInt()).isEqualTo(1024);
        assertThat(request.has("frequency_penalty")).isTrue();
        assertThat(request.at("/messages/0/content").asText())
                .contains("appointment on Tuesday at ten")
                .contains("phone call");
        assertThat(request.at("/messages/1/content").asText()).isEqualTo("Hello. Ready?");
        assertThat(request.at("/messages/2/role").asText()).isEqualTo("user");
        assertThat(request.at("/messages/2/content").asText()).isEqualTo("Yes.");
        assertThat(request.path("tools").findValuesAsText("name"))
                .containsExactly("end_call", "do_not_call", "transfer_to_human", "press_keys", "lookup_order");
        assertThat(request.at("/tools/4/function/parameters/required/0").asText())
                .isEqualTo("id");
        StubServer.Received asked = model.received().get(0);
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /v1/chat/completions");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-secret");
    }

    @Test
    void speakingStartsBeforeTheModelIsDone() throws Exception {
        CountDownLatch spoken = new CountDownLatch(1);
        TestCarrier carrier = saysYes();
        RecordedCall call = RecordedCall.dial(
                switchboard(carrier, peer -> {
                    peer.eventStream();
                    peer.content("First. ");
                    spoken.await();
                    peer.content("Second.");
                    peer.tool(0, "end_call", "{}");
                    peer.finish("tool_calls");
                }),
                agent().build(),
                TO);
        Waiting.untilTrue(Duration.ofMinutes(2), () -> carrier.log.contains("say First."));
        assertThat(carrier.log).doesNotContain("say Second.");
        spoken.countDown();

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.said(TranscriptRole.AGENT)).endsWith("First. Second.");
    }

    @Test
    void anHttpToolIsUsedWhileTheAgentAsksTheCallerToWait() {
        switchboard(
                saysYes(),
                FakeModel.uses("lookup_order", "{\"id\":\"a/b c\"}"),
                peer -> peer.plain(200, "application/json", "{\"status\":\"sent\"}"),
                FakeModel.says("It was sent."),
                FakeModel.says("Bye."));
        RecordedCall call = RecordedCall.dial(
                switchboard,
                agent().httpTools(tool("lookup_order", model.url() + "/orders/{id}", "Let me look.", null))
                        .build(),
                TO,
                (live, line) -> {
                    if (line.text().equals("It was sent.")) {
                        live.hangUp();
                    }
                });
        call.end();

        StubServer.Received lookUp = model.received().get(1);
        assertThat(lookUp.method() + " " + lookUp.target()).isEqualTo("GET /orders/a%2Fb%20c");
        assertThat(lookUp.headers()).containsEntry("x-key", "k");
        assertThat(call.lines.subList(2, 5))
                .extracting(line -> line.role() + " " + line.text())
                .containsExactly(
                        "AGENT Let me look.", "TOOL lookup_order: {\"status\":\"sent\"}", "AGENT It was sent.");
        JsonNode messages = model.request(2).path("messages");
        assertThat(messages.get(messages.size() - 1).path("role").asText()).isEqualTo("tool");
        assertThat(messages.get(messages.size() - 1).path("content").asText()).isEqualTo("{\"status\":\"sent\"}");
    }

    @Test
    void aToolThatFailsIsExcusedAndTheModelToldWhy() {
        switchboard(
                saysYes(),
                FakeModel.uses("lookup_order", "{\"id\":\"1\"}"),
                peer -> peer.plain(503, "text/plain", "down"),
                FakeModel.uses("end_call", "{}"));
        RecordedCall call = RecordedCall.dial(
                switchboard,
                agent().httpTools(tool("lookup_order", model.url() + "/{id}", null, "The system is down."))
                        .build(),
                TO);
        call.end();

        assertThat(call.said(TranscriptRole.TOOL)).containsExactly("lookup_order: error: status 503: down");
        assertThat(call.said(TranscriptRole.AGENT)).endsWith("The system is down.");
        assertThat(model.request(2).path("messages").toString()).contains("error: status 503");
    }

    @Test
    void unknownToolsAndBrokenArgumentsAreToldToTheModelAndItsLoopIsBounded() {
        FakeModel.Answer unknown = FakeModel.uses("no_such_tool", "{}");
        FakeModel.Answer broken = FakeModel.uses("lookup_order", "{\"id\":");
        FakeModel.Answer[] rounds = new FakeModel.Answer[12];
        java.util.Arrays.fill(rounds, broken);
        rounds[0] = unknown;
        RecordedCall call = RecordedCall.dial(
                switchboard(saysYes(), rounds),
                agent().httpTools(tool("lookup_order", "https://example.com/{id}", null, null))
                        .build(),
                TO);

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.LLM_ERROR);
        assertThat(model.received()).hasSize(12);
        assertThat(model.request(1).toString()).contains("no tool named no_such_tool");
        assertThat(model.request(2).toString()).contains("not a JSON object");
        assertThat(model.request(5).path("tool_choice").asText()).isEqualTo("none");
    }

    @Test
    void theModelHandsOverToAPerson() {
        RecordedCall call = RecordedCall.dial(
                switchboard(
                        new TestCarrier(
                                        (time, line) -> {
                                            time.after(100, line::answered);
                                            speak(time, line, 4_200, "I want a person.");
                                        },
                                        (time, line) -> TestCarrier.accept(time, line, 500))
                                .atSpeed(SPEED),
                        FakeModel.uses("transfer_to_human", "{}")),
                agent().transfersTo("+12025550160").build(),
                TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(call.order).contains("transferring +12025550160");
    }

    @Test
    void theModelPressesKeysAndIsAskedAgainOnlyWhenSomethingIsHeard() {
        TestCarrier menu = new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 1_000, "For appointments, press 2. For billing, press 3.");
                })
                .whenPressed((time, line) -> speak(time, line, 1_000, "Appointments, this is Sam."))
                .atSpeed(SPEED);
        RecordedCall call = RecordedCall.dial(
                switchboard(
                        menu,
                        FakeModel.uses("press_keys", "{\"keys\": \"2x\"}"),
                        FakeModel.uses("press_keys", "{\"keys\": \" 2 #\"}"),
                        FakeModel.uses("end_call", "{}")),
                agent().idleTimeoutSeconds(600).build(),
                TO);

        assertThat(call.end().failureReason()).isNull();
        assertThat(menu.log).contains("press 2#");
        assertThat(call.said(TranscriptRole.TOOL)).containsExactly("press_keys: 2#");
        assertThat(model.request(1).path("messages").findValuesAsText("content"))
                .last()
                .asString()
                .contains("keys are");
        JsonNode afterwards = model.request(2).path("messages");
        assertThat(afterwards.findValuesAsText("arguments")).containsExactly("{\"keys\":\"2#\"}");
        assertThat(afterwards.findValuesAsText("content")).contains("pressed").endsWith("Appointments, this is Sam.");
        assertThat(call.answers).containsExactly(AnsweredBy.IVR);
    }

    @Test
    void aFirstFailureIsExcusedAndTriedOnceMore() {
        RecordedCall call = RecordedCall.dial(
                switchboard(saysYes(), FakeModel.status(500, "{}"), FakeModel.uses("end_call", "{}")),
                agent().build(),
                TO);

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.said(TranscriptRole.AGENT)).endsWith("I am sorry, one moment please.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401",
                "429",
                "500",
                "html",
                "not json",
                "error event",
                "cut off",
                "silent",
                "empty",
                "trickle",
                "no end"
            })
    void aModelThatFailsTwiceFailsTheCall(String how) {
        FakeModel.Answer answer = completion -> {
            switch (how) {
                case "401", "429", "500" ->
                    completion.plain(Integer.parseInt(how), "application/json", "{\"error\":{\"message\":\"no\"}}");
                case "html" -> completion.plain(200, "text/html", "<html>welcome</html>");
                case "not json" -> {
                    completion.eventStream();
                    completion.raw("data: {oops\n\n");
                }
                case "error event" -> {
                    completion.eventStream();
                    completion.raw("data: {\"error\":{\"message\":\"overloaded\"}}\n\n");
                }
                case "cut off" -> {
                    completion.eventStream();
                    completion.content("I was just going to");
                }
                case "silent" -> new CountDownLatch(1).await();
                case "trickle" -> {
                    completion.eventStream();
                    for (int i = 0; i < 1_000; i++) {
                        completion.raw(": still here\n\n");
                        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                    }
                }
                case "no end" -> {
                    completion.eventStream();
                    String filler = "x".repeat(100_000);
                    for (int i = 0; i < 1_000; i++) {
                        completion.raw(filler);
                    }
                }
                default -> {
                    completion.eventStream();
                    completion.finish("stop");
                }
            }
        };
        RecordedCall call = RecordedCall.dial(switchboard(saysYes(), answer, answer), agent().build(), TO);

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.LLM_ERROR);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.PLATFORM);
        assertThat(call.text()).contains("I am sorry, one moment please.", "I have a technical problem");
        assertThat(model.received()).hasSize(2);
    }

    @Test
    void aModelThatIsNotThereFailsTheCall() {
        model.close();
        switchboard = switchboard(saysYes(), model.baseUrl());
        RecordedCall call = RecordedCall.dial(switchboard, agent().build(), TO);

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.LLM_ERROR);
    }

    @Test
    void aCallerWhoSpeaksOnStopsTheModelAndIsAnsweredWhole() {
        RecordedCall call = RecordedCall.dial(
                switchboard(
                        new TestCarrier((time, line) -> {
                                    time.after(100, line::answered);
                                    speak(time, line, 4_200, "Yes.");
                                    speak(time, line, 7_000, "But wait.");
                                })
                                .atSpeed(SPEED),
                        peer -> {
                            peer.eventStream();
                            peer.content("This is never said");
                            new CountDownLatch(1).await();
                        },
                        FakeModel.uses("end_call", "{}")),
                agent().build(),
                TO);
        call.end();

        assertThat(call.text()).doesNotContain("never said");
        assertThat(model.request(1).path("messages").toString())
                .contains("Yes.")
                .contains("But wait.");
    }

    /** Says something that sounds like an opt-out, and hangs up a while later. */
    private static TestCarrier says(String words) {
        return new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 4_200, words);
                    time.after(60_000, line::hungUp);
                })
                .atSpeed(SPEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes.", "I can't tell, I am Maya.", ""})
    void anOptOutIsOneUnlessTheModelPlainlySaysNo(String verdict) {
        RecordedCall call = RecordedCall.dial(
                switchboard(says("Please stop calling me."), FakeModel.says(verdict)), agent().build(), TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.text()).contains("we will not call you again");
        assertThat(model.request(0).toString())
                .contains("Please stop calling me.")
                .contains("yes or no");
    }

    @Test
    void anOptOutIsOneWhenTheModelDoesNotAnswer() {
        RecordedCall call = RecordedCall.dial(switchboard(says("Take me off your list.")), agent().build(), TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
    }

    @Test
    void aSuspicionThatTheModelDeniesChangesNothing() {
        RecordedCall call = RecordedCall.dial(
                switchboard(says("Please stop calling me."), FakeModel.says("No."), FakeModel.says("Of course, sir.")),
                agent().build(),
                TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(call.order).doesNotContain("optedOut");
        assertThat(call.text()).contains("Of course, sir.").doesNotContain("we will not call you again");
        assertThat(call.end().usage().promptTokens())
                .as("the question is paid for, too")
                .isEqualTo(200);
    }

    @Test
    void whoHangsUpBeforeTheModelAnswersHasOptedOut() {
        TestCarrier carrier = new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 4_200, "Never call me again!");
                    time.after(5_400, line::hungUp);
                })
                .atSpeed(SPEED);
        RecordedCall call = RecordedCall.dial(switchboard(carrier), agent().build(), TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.order.indexOf("optedOut")).isLessThan(call.order.indexOf("ended"));
    }

    @Test
    void aWishInTwoPiecesIsOne() {
        TestCarrier carrier = new TestCarrier((time, line) -> {
                    time.after(100, line::answered);
                    speak(time, line, 4_200, "Please don't");
                    speak(time, line, 5_400, "call me again.");
                })
                .atSpeed(SPEED);
        RecordedCall call = RecordedCall.dial(
                switchboard(carrier, (completion) -> new CountDownLatch(1).await(), FakeModel.says("yes")),
                agent().build(),
                TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
    }

    @Test
    void theModelHearsAnOptOutThatNoWordsAreKnownFor() {
        RecordedCall call = RecordedCall.dial(
                switchboard(says("Ne m'appelez plus jamais."), FakeModel.uses("do_not_call", "{}")),
                agent().build(),
                TO);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
    }

    @Test
    void aWordThatStopsAnySenderIsNotAskedAbout() {
        var reply = switchboard(saysYes())
                .reply(agent().build(), Map.of(), OptOutWords.USUAL, List.of(), "STOP")
                .toCompletableFuture()
                .join();

        assertThat(reply.optedOut()).isTrue();
        assertThat(model.received()).isEmpty();
    }

    @Test
    void aChatIsAnsweredByTheModel() {
        var reply = switchboard(saysYes(), FakeModel.says("Hello ", "there. How are you?"))
                .reply(agent().build(), Map.of(), OptOutWords.USUAL, List.of(), "Hi")
                .toCompletableFuture()
                .join();

        assertThat(reply.text()).isEqualTo("Hello there. How are you?");
        assertThat(reply.ended()).isFalse();
        assertThat(reply.usage().promptTokens()).isEqualTo(100);
    }

    @Test
    void aChatWithoutAModelToAnswerFailsWithAReason() {
        var reply = switchboard(saysYes(), FakeModel.status(401, "bad key"), FakeModel.status(401, "bad key"))
                .reply(agent().build(), Map.of(), OptOutWords.USUAL, List.of(), "Hi")
                .toCompletableFuture();

        assertThatThrownBy(reply::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(BrainException.class)
                .hasMessage("the model answered with status 401: bad key");
    }

    @Test
    void theModelsAnalysisIsCheckedAgainstTheDeclarationAndTheTranscript() {
        Analysis analysis = analyse(FakeModel.says(
                "```json\n{\"summary\":\"They agreed.\",\"sentiment\":\"positive\",\"success\":{\"value\":true,"
                        + "\"line\":1,\"quote\":\"Yes\"},\"fields\":"
                        + "{\"color\":\"red\",\"count\":\"many\",\"kind\":\"c\","
                        + "\"ok\":{\"value\":true,\"line\":1,\"quote\":\"yes\"},\"extra\":1}}\n```"));

        assertThat(analysis.analyzedBy()).isEqualTo("test-model");
        assertThat(analysis.summary()).isEqualTo("They agreed.");
        assertThat(analysis.sentiment()).isNull();
        assertThat(analysis.success()).isTrue();
        assertThat(analysis.fields()).containsOnly(Map.entry("ok", true));
        assertThat(analysis.lines()).isEqualTo(Map.of("ok", 1));
        assertThat(analysis.notSaid()).containsExactly("color", "count", "kind");
    }

    @Test
    void datesAndWholeNumbersOfAModelAreHeldAgainstWhatWasSaid() {
        PostCallAnalysis wanted = new PostCallAnalysis(
                true,
                List.of(
                        new Field("day", FieldType.DATE, null, null, null),
                        new Field("full_day", FieldType.DATE, null, null, null),
                        new Field("guessed_day", FieldType.DATE, null, null, null),
                        new Field("people", FieldType.INTEGER, null, null, null),
                        new Field("hours", FieldType.INTEGER, null, null, null)),
                null,
                false,
                false,
                false,
                null,
                null);
        List<TranscriptEntry> transcript = List.of(
                new TranscriptEntry(0, TranscriptRole.AGENT, "When, and how many?", 0, null),
                new TranscriptEntry(1, TranscriptRole.CALLER, "Thursday.", 900, null),
                new TranscriptEntry(2, TranscriptRole.CALLER, "December 3rd, 2026.", 950, null),
                new TranscriptEntry(3, TranscriptRole.CALLER, "Four people, 2.5 hours.", 990, null));
        Analysis analysis = switchboard(saysYes(), FakeModel.says("""
                        {"fields": {"day": {"value": "2026-12-03", "line": 1, "quote": "Thursday"},
                         "full_day": {"value": "2026-12-03", "line": 2, "quote": "December 3rd, 2026"},
                         "guessed_day": {"value": "2026-12-24", "line": 3},
                         "people": {"value": 4, "line": 3, "quote": "Four people"},
                         "hours": {"value": 2.5, "line": 3, "quote": "2.5 hours"}}}"""))
                .analyse(agent().build(), wanted, transcript)
                .toCompletableFuture()
                .join();

        assertThat(analysis.fields())
                .containsOnly(
                        Map.entry("day", "Thursday"), Map.entry("full_day", "2026-12-03"), Map.entry("people", 4L));
        assertThat(analysis.lines()).isEqualTo(Map.of("day", 1, "full_day", 2, "people", 3));
        assertThat(analysis.notSaid()).containsExactly("guessed_day", "hours");
    }

    @Test
    void aCallInWhichTheCallerSaidNothingIsNoQuestionToAModel() {
        Analysis analysis = switchboard(saysYes(), FakeModel.says("{\"success\":true}"))
                .analyse(
                        agent().analysis(PostCallAnalysis.DEFAULT).build(),
                        List.of(new TranscriptEntry(0, TranscriptRole.AGENT, "Ready?", 0, null)))
                .toCompletableFuture()
                .join();
        assertThat(analysis.analyzedBy()).isEqualTo("rules");
        assertThat(analysis.success()).isNull();
        assertThat(model.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I think it went well.", "{\"summary\": ", "[]"})
    void anAnalysisThatIsNoJsonFallsBackToTheRules(String answer) {
        assertThat(analyse(FakeModel.says(answer)).summary()).isNotBlank();
    }

    @Test
    void anAnalysisThatFailsFallsBackToTheRules() {
        assertThat(analyse(FakeModel.status(429, "slow down")).summary()).isNotBlank();
    }

    private Analysis analyse(FakeModel.Answer answer) {
        PostCallAnalysis wanted = new PostCallAnalysis(
                true,
                List.of(
                        new Field("color", FieldType.STRING, null, null, true),
                        new Field("count", FieldType.NUMBER, null, null, null),
                        new Field("kind", FieldType.ENUM, List.of("a", "b"), null, null),
                        new Field("ok", FieldType.BOOLEAN, null, "all well", null)),
                null,
                true,
                true,
                true,
                null,
                null);
        List<TranscriptEntry> transcript = List.of(
                new TranscriptEntry(0, TranscriptRole.AGENT, "Ready?", 0, null),
                new TranscriptEntry(1, TranscriptRole.CALLER, "Yes.", 900, null));
        return switchboard(saysYes(), answer)
                .analyse(agent().analysis(wanted).build(), transcript)
                .toCompletableFuture()
                .join();
    }
}
