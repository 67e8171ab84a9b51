package com.osmtalk.voice;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.AgentTurn.After;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.PressKeys;
import com.osmtalk.voice.carrier.BridgeEvents;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.RulesUnavailableException;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live call from its first ring to its end: who is on the line, who takes over, and how it ends. What is said in
 * between is {@link TurnTaking}'s.
 *
 * <p>Everything in it is an event of its timeline, so that it never waits and needs no lock, and no thread belongs to a
 * call; what others may ask is volatile.
 */
final class Conversation implements LineEvents, LiveCall, TurnTaking.Host, CallTransfer.Host {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final long HOLD_WORDS_EVERY = 12_000;
    /** With a second in between: a database that is away longer than a minute is not waited for. */
    private static final int MOST_OPENINGS = 60;

    private static final long BEFORE_NEXT_OPENING = 1_000;

    private final CallPlan plan;
    private final CallEvents events;
    private final Carrier carrier;
    private final LineOpener lineOpener;
    private final BiConsumer<Conversation, CallEnd> whenOver;
    private final Timeline timeline;
    private final CallMetrics metrics;
    private final UsageReporter usageReporter;
    private final Transcript transcript;
    private final TurnTaking turnTaking;
    private final Countdown holding;

    private volatile @Nullable CallTransfer transfer;
    private volatile boolean over;
    private boolean finished;
    private @Nullable String failureDetail;

    /**
     * @param machinesAnswer whether an answering machine may be at the other end
     * @param events all but the end
     * @param carrier reaches the person who is to take over, where one is wanted
     * @param whenOver is given the end, which may take its time to store: lines of other calls wait for this thread
     */
    Conversation(
            CallPlan plan,
            boolean machinesAnswer,
            CallEvents events,
            LineOpener lineOpener,
            Carrier carrier,
            Brain brain,
            Pace pace,
            BiConsumer<Conversation, CallEnd> whenOver) {
        this.plan = plan;
        this.events = events;
        this.lineOpener = lineOpener;
        this.carrier = carrier;
        this.metrics = new CallMetrics(plan.ours() != null);
        this.whenOver = whenOver;
        this.timeline = new Timeline(pace, this::faulted);
        this.usageReporter = new UsageReporter(timeline, metrics, events);
        this.transcript = new Transcript(usageReporter::said);
        this.turnTaking = new TurnTaking(plan, machinesAnswer, brain, timeline, metrics, transcript, this);
        this.holding = new Countdown(timeline);
    }

    void begin() {
        timeline.post(() -> open(MOST_OPENINGS));
    }

    /** Nothing has been dialled while the rules on calls can't be read, so this may be tried again. */
    private void open(int attemptsLeft) {
        if (over) {
            return;
        }
        try {
            turnTaking.agent().speakOn(lineOpener.open(timeline, this));
        } catch (RulesUnavailableException e) {
            if (attemptsLeft == 1) {
                throw e;
            }
            LOG.warn("call {} is not dialled yet: {}", plan.callId(), e.getMessage(), e);
            timeline.after(BEFORE_NEXT_OPENING, () -> open(attemptsLeft - 1));
        }
    }

    @Override
    public void interrupt() {
        timeline.post(() -> end(FailureReason.INTERRUPTED, EndedBy.PLATFORM));
    }

    @Override
    public void stop(FailureReason reason) {
        timeline.post(() -> end(reason, EndedBy.PLATFORM));
    }

    @Override
    public void hangUp() {
        timeline.post(() -> end(metrics.isAnswered() ? null : FailureReason.CANCELED, EndedBy.USER));
    }

    @Override
    public void transfer(PhoneNumber destination, @Nullable String summary) {
        timeline.post(() -> {
            CarriedNumber ours = plan.ours();
            if (over || transfer != null || !metrics.isAnswered() || ours == null) {
                LOG.info("call {} can't be transferred now", plan.callId());
                return;
            }
            turnTaking.reopen();
            Line untold = summary == null ? turnTaking.agent().line() : null;
            transfer = transferTo(ours, destination, summary, untold);
            turnTaking.sayInstead(Phrase.HOLD_ON, After.TRANSFER);
        });
    }

    @Override
    public void note(int n, String text) {
        timeline.post(() -> {
            if (!over) {
                turnTaking.owner().note(n, text);
            }
        });
    }

    @Override
    public void answer(int question, String text) {
        timeline.post(() -> {
            if (!over) {
                turnTaking.owner().answer(question, text);
            }
        });
    }

    @Override
    public void press(String keys) {
        timeline.post(() -> {
            if (over || !metrics.isAnswered() || plan.ours() == null) {
                LOG.info("call {}: no keys can be pressed now", plan.callId());
                return;
            }
            transcript.add(TranscriptRole.TOOL, PressKeys.line(keys), metrics.sinceAnswer(timeline.now()), false);
            DialString.of(keys).forEach((at, group) -> timeline.after(at, () -> pressNow(group)));
        });
    }

    private void pressNow(String keys) {
        if (!over) {
            turnTaking.agent().line().press(keys);
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean isBeingTransferred() {
        return transfer != null;
    }

    // ---- the line

    @Override
    public void ringing() {
        events.ringing();
    }

    @Override
    public void answered() {
        metrics.answered(timeline.now());
        events.answered();
        usageReporter.begin();
        timeline.after(
                Duration.ofSeconds(plan.agent().maxDurationSeconds()).toMillis(),
                () -> end(null, EndedBy.MAX_DURATION));
        turnTaking.open();
    }

    @Override
    public void audible() {
        turnTaking.agent().audible();
    }

    @Override
    public void spoken() {
        turnTaking.agent().spoken();
    }

    @Override
    public void callerSpeaking() {
        turnTaking.callerSpeaking();
    }

    @Override
    public void soundBegan() {
        turnTaking.soundBegan();
    }

    @Override
    public void voiceBegan(long millisAgo) {
        turnTaking.voiceBegan(millisAgo);
    }

    @Override
    public void voiceEnded() {
        turnTaking.voiceEnded();
    }

    @Override
    public void partial(String words) {
        turnTaking.partial(words);
    }

    @Override
    public void beep() {
        turnTaking.beep();
    }

    @Override
    public void heard(Heard words) {
        turnTaking.heard(words);
    }

    @Override
    public void digit(char key) {
        turnTaking.digit(key);
    }

    @Override
    public void hungUp() {
        end(null, turnTaking.isClosing() ? EndedBy.AGENT : caller());
    }

    @Override
    public void failed(FailureReason reason) {
        boolean theirs = reason.likelyBlame() == FailureReason.Blame.CALLER;
        end(reason, theirs ? caller() : EndedBy.PLATFORM);
    }

    @Override
    public void failed(FailureReason reason, String detail) {
        failureDetail = detail;
        failed(reason);
    }

    /** The other side as the one who ended the call: a call that nobody answered was ended by nobody. */
    private @Nullable EndedBy caller() {
        return metrics.isAnswered() ? EndedBy.CALLER : null;
    }

    // ---- what the conversation comes to

    @Override
    public void disclosed() {
        events.disclosed();
    }

    @Override
    public void disclosureUnheard() {
        events.disclosureUnheard();
    }

    @Override
    public void answeredBy(AnsweredBy who) {
        events.answeredBy(who);
    }

    @Override
    public void optedOut() {
        events.optedOut();
    }

    @Override
    public void tool(String name, Brain.ToolStage stage) {
        events.tool(name, stage);
    }

    @Override
    public void asked(int n, AskOwner question, Duration patience) {
        events.asked(n, question, patience);
    }

    @Override
    public void lapsed(int n) {
        events.lapsed(n);
    }

    // ---- a person takes over

    @Override
    public boolean prepareTransfer() {
        CarriedNumber ours = plan.ours();
        if (ours == null) {
            return false;
        }
        Optional<PhoneNumber> person = turnTaking.context().person();
        if (person.filter(number -> !mayDial(number)).isPresent()) {
            LOG.info("{}: its agent may not dial the person who is to take over", plan.callId());
            return false;
        }
        person.ifPresent(number -> transfer = transferTo(ours, number, null, null));
        return person.isPresent();
    }

    /** @param untold the caller's line, where nobody has anything to tell the person; null: they are told */
    private CallTransfer transferTo(
            CarriedNumber ours, PhoneNumber person, @Nullable String summary, @Nullable Line untold) {
        StandardPhrases phrases = StandardPhrases.in(plan.agent().language());
        return new CallTransfer(ours, plan.lineContext(), person, summary, untold, carrier, timeline, phrases, this);
    }

    private boolean mayDial(PhoneNumber person) {
        try {
            return plan.rules().mayDial().test(person);
        } catch (RuntimeException e) {
            LOG.warn("{}: whether its agent may hand over can't be found out now", plan.callId(), e);
            return false;
        }
    }

    @Override
    public void beginTransfer() {
        if (transfer != null) {
            events.transferring(transfer.destination(), transfer.summary().orElseGet(transcript::summary));
            holding.start(HOLD_WORDS_EVERY, this::reassure);
            transfer.begin();
        }
    }

    /** Nobody waits in silence, which sounds like a line that is dead. */
    private void reassure() {
        if (transfer != null) {
            if (!turnTaking.agent().isBusy()) {
                turnTaking.sayInstead(Phrase.WAITING, After.WAIT);
            }
            holding.start(HOLD_WORDS_EVERY, this::reassure);
        }
    }

    @Override
    public String spokenSummary() {
        return transcript.lastWordsOfCaller();
    }

    @Override
    public void abandonTransfer() {
        if (transfer != null) {
            transfer.abandon();
            transfer = null;
            holding.stop();
        }
    }

    @Override
    public void personAccepted(Line person) {
        holding.stop();
        turnTaking.agent().stop();
        turnTaking.agent().line().connectTo(person, new Bridged());
        end(null, EndedBy.TRANSFER);
    }

    @Override
    public void lineHeld(long millis) {
        metrics.heldOtherLine(millis);
    }

    /** What the two telephones use once this conversation is over. */
    private final class Bridged implements BridgeEvents {
        @Override
        public void held(Duration lines) {
            events.bridged(lines);
        }

        @Override
        public void over(Duration lines) {
            events.bridgeOver(lines);
        }
    }

    @Override
    public void callerPutThrough() {
        holding.stop();
        end(null, EndedBy.TRANSFER);
    }

    @Override
    public void personNotReached() {
        transfer = null;
        holding.stop();
        turnTaking.sayInstead(Phrase.NOBODY_REACHED, After.LISTEN);
    }

    // ---- the end

    @Override
    public void end(@Nullable FailureReason reason, @Nullable EndedBy by) {
        if (!over) {
            over = true;
            turnTaking.agent().stop();
            turnTaking.callEnds();
            finish(reason, by);
        }
    }

    private void faulted(Throwable fault) {
        if (finished) {
            LOG.error("call {}: after its end", plan.callId(), fault);
            return;
        }
        LOG.error("call {} can't go on", plan.callId(), fault);
        over = true;
        turnTaking.agent().stopThinking();
        finish(FailureReason.INTERRUPTED, EndedBy.PLATFORM);
    }

    private void finish(@Nullable FailureReason reason, @Nullable EndedBy by) {
        finished = true;
        timeline.close();
        hangUpLines();
        long now = timeline.now();
        whenOver.accept(
                this,
                new CallEnd(
                        reason,
                        by,
                        Duration.ofMillis(metrics.sinceAnswer(now)),
                        metrics.usageOfAllLines(now),
                        metrics.latency(),
                        turnTaking.agent().quality().orElse(null),
                        reason == null ? null : failureDetail));
    }

    private void hangUpLines() {
        try {
            if (transfer != null) {
                transfer.abandon();
            }
            turnTaking.agent().hangUp();
        } catch (RuntimeException e) {
            LOG.error("call {}: its line could not be hung up", plan.callId(), e);
        }
    }
}
