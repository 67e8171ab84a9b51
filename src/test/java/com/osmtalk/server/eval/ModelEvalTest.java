package com.osmtalk.server.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Drafts;
import com.osmtalk.Waiting;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.EvalApi;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.FakeModel;
import com.osmtalk.voice.VoiceSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test cases where a language model speaks for the agent, plays the person, and judges. */
class ModelEvalTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String KIND = "The agent is kind.";
    private static final String BRIEF = "The agent is brief.";

    private FakeModel model;
    private TestServer server;

    @AfterEach
    void stop() throws Exception {
        server.afterEach(null);
        model.close();
    }

    @Test
    void theModelPlaysThePersonAndJudges() throws Exception {
        EvalRun run = run(
                FakeModel.says("Hello, can you come?"),
                FakeModel.says("No, I am at sea. ", "Goodbye. [hang up]"),
                FakeModel.says("""
                        {"verdicts": [{"sentence": 2, "holds": false, "line": 0, "reason": "It rambles."},
                         {"sentence": 1, "holds": true, "line": 99, "reason": "It says hello."}]}"""));

        assertThat(run.error()).isNull();
        assertThat(run.playedBy()).isEqualTo("thinker");
        assertThat(run.endedBy()).isEqualTo(Ending.CALLER);
        assertThat(run.transcript())
                .extracting(TranscriptEntry::text)
                .containsExactly("Hello, can you come?", "No, I am at sea. Goodbye.");
        assertThat(run.status()).isEqualTo(EvalStatus.FAILED);
        assertThat(run.verdicts()).extracting(EvalVerdict::outcome).containsExactly(Outcome.PASSED, Outcome.FAILED);
        assertThat(run.verdicts().get(0).lineIndex())
                .as("a line that is not there")
                .isNull();
        assertThat(run.verdicts().get(1).lineIndex()).isZero();
        assertThat(model.request(1).at("/messages/0/content").asText()).contains("A sailor.", "To stay at sea.");
        assertThat(model.request(2).at("/messages/1/content").asText())
                .contains("[0] agent: Hello, can you come?", "[1] caller: No, I am at sea.");
    }

    @Test
    void aVerdictThatIsNoneLeavesItUndecided() throws Exception {
        EvalRun run = run(
                FakeModel.says("Hello."),
                FakeModel.says("Bye. [hang up]"),
                FakeModel.says("I would say that all of it holds."));

        assertThat(run.status()).isEqualTo(EvalStatus.UNDECIDED);
        assertThat(run.verdicts()).extracting(EvalVerdict::outcome).containsOnly(Outcome.NOT_JUDGED);
    }

    @Test
    void aModelThatFailsMakesAnErrorAndNoVerdict() throws Exception {
        EvalRun run = run(FakeModel.says("Hello."), FakeModel.status(500, "{}"));

        assertThat(run.status()).isEqualTo(EvalStatus.ERROR);
        assertThat(run.error()).contains("the person's words");
        assertThat(run.verdicts()).isEmpty();
    }

    @Test
    void aPersonWhoSaysNothingIsAnError() throws Exception {
        EvalRun run = run(FakeModel.says("Hello."), FakeModel.says(" "));

        assertThat(run.status()).isEqualTo(EvalStatus.ERROR);
        assertThat(run.error()).contains("said nothing");
    }

    @Test
    void whileFourHundredWaitNoMoreAreBegun() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeModel.Answer never = completion -> asked.await();
        model = new FakeModel(never, never, never, never, never, never, never, never);
        server = TestServer.create().withModel(new VoiceSettings.Model(model.baseUrl(), null, "thinker", LIMIT));
        server.beforeEach(null);
        EvalCriteria criteria = new EvalCriteria(null, null, null, null, null, List.of(KIND));
        List<EvalCaseDraft> most = Collections.nCopies(
                200, new EvalCaseDraft(null, "a", "A sailor.", "To stay at sea.", null, null, criteria));
        EvalRunAllRequest request = new EvalRunAllRequest(server.agentId(), null, null, most);
        EvalApi eval = server.client().account().eval();
        try {
            eval.runAll(request, null);
            // those that are held wait for the model for minutes
            eval.runAll(new EvalRunAllRequest(server.agentId(), null, null, most.subList(0, 150)), null);
            assertThatThrownBy(() -> eval.runAll(request, null))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("400 runs of test cases wait already")
                    .satisfies(refused ->
                            assertThat(((ApiException) refused).status()).isEqualTo(429));

            assertThat(eval.listRuns(EvalRunQuery.ALL, PageRequest.first(1)).total())
                    .as("of a request that is refused, nothing is begun")
                    .isEqualTo(350);
        } finally {
            asked.countDown();
        }
    }

    private EvalRun run(FakeModel.Answer... answers) throws Exception {
        model = new FakeModel(answers);
        server = TestServer.create().withModel(new VoiceSettings.Model(model.baseUrl(), null, "thinker", LIMIT));
        server.beforeEach(null);
        EvalApi eval = server.client().account().eval();
        EvalCriteria criteria = new EvalCriteria(null, null, null, null, null, List.of(KIND, BRIEF));
        EvalCaseDraft draft =
                new EvalCaseDraft(server.agentId(), "a", "A sailor.", "To stay at sea.", null, null, criteria);
        EvalRunRequest withoutAnalysis =
                new EvalRunRequest(null, Drafts.agent(Map.of("postCallAnalysis", Map.of("enabled", false))));
        String id = eval.run(eval.createCase(draft, null).id(), withoutAnalysis, null)
                .id();
        Waiting.untilTrue(LIMIT, () -> eval.getRun(id).status().isOver());
        return eval.getRun(id);
    }
}
