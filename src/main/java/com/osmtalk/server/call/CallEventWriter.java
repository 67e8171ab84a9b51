package com.osmtalk.server.call;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallQuestionStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.brain.AskOwner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what happens on one phone or web call, as it happens, so that a crash loses at most the words being spoken. An
 * {@link EventQueue} keeps what can't be stored at once.
 */
final class CallEventWriter implements CallEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CallEventWriter.class);

    private final StoredCall call;
    private final CallLifecycle lifecycle;
    private final CallStore calls;
    private final TurnStore turns;
    private final QuestionStore questions;
    private final DncList dnc;
    private final PostCallAnalyses analyses;
    private final CallPublisher publisher;
    private final BridgedCalls bridged;
    private final EventQueue queue;
    private final Runnable afterUsage;
    private final Clock clock;

    /** @param afterUsage is run each time that it is stored what the call has used */
    CallEventWriter(
            StoredCall call,
            CallLifecycle lifecycle,
            CallStore calls,
            TurnStore turns,
            QuestionStore questions,
            DncList dnc,
            PostCallAnalyses analyses,
            CallPublisher publisher,
            BridgedCalls bridged,
            EventQueue queue,
            Runnable afterUsage,
            Clock clock) {
        this.call = call;
        this.lifecycle = lifecycle;
        this.calls = calls;
        this.turns = turns;
        this.questions = questions;
        this.dnc = dnc;
        this.analyses = analyses;
        this.publisher = publisher;
        this.bridged = bridged;
        this.queue = queue;
        this.afterUsage = afterUsage;
        this.clock = clock;
    }

    @Override
    public void ringing() {
        queue.add(() -> lifecycle.ringing(id()));
    }

    @Override
    public void answered() {
        queue.add(() -> lifecycle.answered(id()));
    }

    @Override
    public void said(TranscriptEntry line, Usage usageSoFar) {
        queue.add(() -> {
            turns.append(id(), line);
            calls.recordUsage(id(), usageSoFar);
            publisher.changed(id());
            afterUsage.run();
        });
    }

    @Override
    public void used(Usage soFar) {
        queue.addFigure(() -> {
            calls.recordUsage(id(), soFar);
            afterUsage.run();
        });
    }

    @Override
    public void answeredBy(AnsweredBy who) {
        queue.add(() -> {
            calls.recordAnsweredBy(id(), who);
            publisher.changed(id());
        });
    }

    @Override
    public void disclosed() {
        queue.add(() -> calls.recordDisclosure(id(), true));
    }

    @Override
    public void disclosureUnheard() {
        queue.add(() -> calls.recordDisclosure(id(), false));
    }

    @Override
    public void optedOut() {
        Call recorded = call.call();
        PhoneNumber theirs =
                CallStarter.number(recorded.direction() == CallDirection.OUTBOUND ? recorded.to() : recorded.from());
        if (theirs == null) {
            LOG.info("{}: asked not to be called, but is not known by any number", id());
        } else {
            queue.add(() -> dnc.optOut(call.organizationId(), theirs, "asked not to be called, in " + id()));
        }
    }

    @Override
    public void asked(int n, AskOwner question, Duration patience) {
        Instant now = clock.instant();
        queue.add(() -> {
            questions.insert(
                    id(),
                    new CallQuestion(
                            n,
                            question.question(),
                            question.choices(),
                            now,
                            now.plus(patience),
                            CallQuestionStatus.OPEN,
                            null,
                            null));
            publisher.changed(id());
        });
    }

    @Override
    public void lapsed(int n) {
        queue.add(() -> {
            questions.lapse(id(), n);
            publisher.changed(id());
        });
    }

    @Override
    public void transferring(PhoneNumber destination, String summary) {
        LOG.info("{} is being transferred", id());
        queue.add(() -> publisher.transferring(id(), destination, summary));
    }

    @Override
    public void ended(CallEnd end) {
        queue.addEnd(() -> {
            try {
                lifecycle.ended(id(), end);
            } catch (IllegalTransitionException answerNotStored) {
                LOG.warn("{} ended, and can't have as it is stored: it is stored as interrupted", id());
                lifecycle.ended(
                        id(),
                        new CallEnd(
                                FailureReason.INTERRUPTED,
                                EndedBy.PLATFORM,
                                end.duration(),
                                end.usage(),
                                end.latency(),
                                end.quality(),
                                null));
            }
            analyses.request(id());
        });
    }

    @Override
    public void bridged(Duration lines) {
        bridged.held(id(), lines);
    }

    @Override
    public void bridgeOver(Duration lines) {
        bridged.over(id(), lines);
    }

    private String id() {
        return call.call().id();
    }
}
