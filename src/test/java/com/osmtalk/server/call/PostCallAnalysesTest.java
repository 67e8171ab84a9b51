package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ChatReply;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.FakeModel;
import com.osmtalk.voice.VoiceSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The analysis of a call from its end on, by a model that takes its time. */
class PostCallAnalysesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final CountDownLatch thought = new CountDownLatch(1);
    private final FakeModel model = new FakeModel(
            reply -> {
                reply.eventStream();
                reply.content("Very well. Goodbye.");
                reply.tool(0, "end_call", "{}");
                reply.finish("tool_calls");
            },
            analysis -> {
                thought.await();
                analysis.eventStream();
                analysis.content("{\"summary\": \"They will come.\", \"fields\": {\"appointment_confirmed\":"
                        + " {\"value\": true, \"line\": 0, \"quote\": \"I will come\"}}}");
                analysis.finish("stop");
            });

    @RegisterExtension
    final TestServer server =
            TestServer.create().withModel(new VoiceSettings.Model(model.baseUrl(), null, "thinker", LIMIT));

    @AfterEach
    void close() {
        thought.countDown();
        model.close();
    }

    @Test
    void anAnalysisIsPendingUntilItIsThereAndSaysWhoMadeIt() {
        ChatReply reply = server.client()
                .widget()
                .chat(server.agentId(), new ChatRequest("I will come.", null, Map.of("first_name", "Asha")), null);
        assertThat(reply.ended()).isTrue();

        assertThat(analysis(reply.callId())).isEqualTo(Analysis.PENDING);
        thought.countDown();
        Waiting.untilTrue(LIMIT, () -> analysis(reply.callId()).status() != AnalysisStatus.PENDING);

        Analysis analysis = analysis(reply.callId());
        assertThat(analysis.status()).isEqualTo(AnalysisStatus.DONE);
        assertThat(analysis.analyzedBy()).isEqualTo("thinker");
        assertThat(analysis.fields()).isEqualTo(Map.of("appointment_confirmed", true));
        assertThat(analysis.lines()).isEqualTo(Map.of("appointment_confirmed", 0));
        assertThat(analysis.notSaid()).containsExactly("reminder_wanted", "next_action");
        assertThat(analysis.success()).isNull();
    }

    @Test
    void anAgentThatWantsNoAnalysisHasNone() {
        thought.countDown();
        new TestRows(server.database())
                .set(
                        "agents",
                        server.agentId(),
                        "draft",
                        "{\"name\": \"A\", \"postCallAnalysis\": {\"enabled\": false}}");
        ChatReply reply =
                server.client().widget().chat(server.agentId(), new ChatRequest("I will come.", null, null), null);

        assertThat(server.client().widget().getCall(reply.callId()).status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(analysis(reply.callId())).isNull();
    }

    @Test
    void anAnalysisFromBeforeClaimsNoMaker() {
        ChatReply reply =
                server.client().widget().chat(server.agentId(), new ChatRequest("I will come.", null, null), null);
        thought.countDown();
        Waiting.untilTrue(LIMIT, () -> analysis(reply.callId()).status() == AnalysisStatus.DONE);
        new TestRows(server.database())
                .set(
                        "calls",
                        reply.callId(),
                        "analysis",
                        "{\"fields\":{\"bill\":1},\"summary\":\"Fine.\",\"success\":true}");

        assertThat(analysis(reply.callId()))
                .isEqualTo(new Analysis(
                        AnalysisStatus.DONE,
                        null,
                        Map.of("bill", 1),
                        null,
                        null,
                        "Fine.",
                        null,
                        null,
                        true,
                        null,
                        null,
                        null));
    }

    private Analysis analysis(String callId) {
        return server.client().widget().getCall(callId).analysis();
    }
}
