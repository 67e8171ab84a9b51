package com.osmtalk.server.eval;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Criterion;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.rehearsal.Judgement;
import com.osmtalk.voice.rehearsal.ModelRehearsal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one test case from its first word to its verdicts. Nothing is stored here. */
final class EvalRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EvalRunner.class);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String NO_JUDGE =
            "This server has no language model, and only one can judge a criterion in words.";

    private final Switchboard switchboard;
    private final Clock clock;

    EvalRunner(Switchboard switchboard, Clock clock) {
        this.switchboard = switchboard;
        this.clock = clock;
    }

    /**
     * The run as it is when it is over, whatever happens.
     *
     * @param colleagues to whom the agent may hand over
     * @param optOutWords those that count for the agent's organisation
     */
    EvalRun run(EvalRun run, Agent agent, Colleagues colleagues, OptOutWords optOutWords) {
        try {
            return held(run, agent, colleagues, optOutWords);
        } catch (RehearsalException e) {
            LOG.warn("{} was given up: {}", run.id(), e.getMessage());
            return failed(run, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} failed", run.id(), e);
            return failed(run, "The server failed. Look into its log for " + run.id() + ".");
        }
    }

    /** The run as one of which nothing can be said. */
    EvalRun failed(EvalRun run, String error) {
        return over(run, EvalStatus.ERROR, run.playedBy(), null, List.of(), List.of(), null, error);
    }

    private EvalRun held(EvalRun run, Agent agent, Colleagues colleagues, OptOutWords optOutWords)
            throws RehearsalException {
        Deadline deadline = new Deadline(LONGEST);
        Rehearsal rehearsal = new Rehearsal(switchboard, agent, colleagues, optOutWords, run.testCase(), deadline);
        Rehearsal.Outcome outcome = rehearsal.hold();
        Analysis analysis = agent.postCallAnalysis().enabled()
                ? deadline.await("the analysis", switchboard.analyse(agent, outcome.transcript()))
                : null;
        EvalCriteria criteria = Objects.requireNonNullElse(run.testCase().criteria(), EvalCriteria.NONE);
        List<EvalVerdict> verdicts = new ArrayList<>(new CriteriaCheck(criteria, outcome).verdicts(analysis));
        verdicts.addAll(
                judged(Objects.requireNonNullElse(criteria.judged(), List.of()), outcome.transcript(), deadline));
        return over(
                run,
                CriteriaCheck.status(verdicts),
                rehearsal.playedBy(),
                outcome.endedBy(),
                verdicts,
                outcome.transcript(),
                analysis,
                null);
    }

    private List<EvalVerdict> judged(List<String> sentences, List<TranscriptEntry> transcript, Deadline deadline)
            throws RehearsalException {
        if (sentences.isEmpty()) {
            return List.of();
        }
        Optional<ModelRehearsal> model = switchboard.modelRehearsal();
        if (model.isEmpty()) {
            return sentences.stream()
                    .map(sentence -> verdict(sentence, new Judgement(null, NO_JUDGE, null)))
                    .toList();
        }
        List<Judgement> judgements = deadline.await("the judgement", model.get().judge(sentences, transcript));
        List<EvalVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            verdicts.add(verdict(sentences.get(i), judgements.get(i)));
        }
        return verdicts;
    }

    private static EvalVerdict verdict(String sentence, Judgement judgement) {
        Outcome outcome =
                judgement.holds() == null ? Outcome.NOT_JUDGED : judgement.holds() ? Outcome.PASSED : Outcome.FAILED;
        return new EvalVerdict(Criterion.JUDGED, sentence, outcome, judgement.reason(), judgement.lineIndex());
    }

    private EvalRun over(
            EvalRun run,
            EvalStatus status,
            @Nullable String playedBy,
            @Nullable Ending endedBy,
            List<EvalVerdict> verdicts,
            List<TranscriptEntry> transcript,
            @Nullable Analysis analysis,
            @Nullable String error) {
        return new EvalRun(
                run.id(),
                run.testCaseId(),
                run.testCase(),
                run.agentId(),
                run.agentName(),
                run.agentState(),
                run.agentVersion(),
                run.agentFingerprint(),
                status,
                playedBy,
                endedBy,
                verdicts,
                transcript,
                analysis,
                error,
                run.createdAt(),
                clock.instant());
    }
}
