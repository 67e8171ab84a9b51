package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.Turn.After;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.VoicemailGreeting;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live call: listen, think, speak, until somebody or something ends it. Everything in it is an event of its
 * timeline, so that it never waits and needs no lock; what others may ask is volatile.
 */
final class Conversation implements LineEvents, LiveCall, Patience.Host, Reply.Host, Handover.Host {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** A machine says what it is in its first words. */
    private static final int MACHINE_LINES = 2;

    private final CallPlan plan;
    private final Agent agent;
    private final CallEvents events;
    private final Carrier carrier;
    private final Connection connection;
    private final BiConsumer<Conversation, CallEnd> whenOver;
    private final Timeline timeline;
    private final Meter meter;
    private final Readings readings;
    private final Transcript transcript;
    private final Speech speech;
    private final Keypad keypad;
    private final Patience patience;

    private volatile @Nullable Handover handover;
    private int callerLines;
    private boolean heardAnything;
    /** The caller made a sound that cut the agent off, and nothing has come of it yet. */
    private boolean cutOff;

    private boolean closing;
    private boolean optedOut;
    private volatile boolean over;
    private boolean finished;

    /**
     * @param events all but the end
     * @param carrier reaches the person who is to take over, where one is wanted
     * @param whenOver is given the end, which may take its time to store: lines of other calls wait for this thread
     */
    Conversation(
            CallPlan plan,
            CallEvents events,
            Connection connection,
            Carrier carrier,
            Brain brain,
            Pace pace,
            BiConsumer<Conversation, CallEnd> whenOver) {
        this.plan = plan;
        this.agent = plan.agent();
        this.events = events;
        this.connection = connection;
        this.carrier = carrier;
        this.meter = new Meter(plan.ours() != null);
        this.whenOver = whenOver;
        this.timeline = new Timeline(pace, this::faulted);
        this.readings = new Readings(timeline, meter, events);
        this.transcript = new Transcript(readings::said);
        this.speech = new Speech(plan.callId(), brain, timeline, meter, transcript, this, this::said);
        this.keypad = new Keypad(timeline, this::keysPressed);
        this.patience = new Patience(timeline, agent.idleTimeoutSeconds(), this);
    }

    void begin() {
        timeline.post(() -> speech.over(connection.open(timeline, this)));
    }

    /** The platform stops: the call ends as interrupted. */
    void interrupt() {
        timeline.post(() -> end(FailureReason.INTERRUPTED, EndedBy.PLATFORM));
    }

    @Override
    public void hangUp() {
        timeline.post(() -> end(meter.isAnswered() ? null : FailureReason.CANCELED, EndedBy.USER));
    }

    @Override
    public void transfer(PhoneNumber destination, @Nullable String summary) {
        timeline.post(() -> {
            PhoneNumber ours = plan.ours();
            if (over || handover != null || !meter.isAnswered() || ours == null) {
                LOG.info("call {} can't be transferred now", plan.callId());
                return;
            }
            closing = false;
            speech.stop();
            handover = new Handover(ours, destination, summary, carrier, timeline, this);
            speak(StockLines.HOLD_ON, After.TRANSFER);
        });
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean isBeingTransferred() {
        return handover != null;
    }

    // ---- the line

    @Override
    public void ringing() {
        events.ringing();
    }

    @Override
    public void answered() {
        meter.answered(timeline.now());
        events.answered();
        readings.begin();
        timeline.after(
                Duration.ofSeconds(agent.maxDurationSeconds()).toMillis(), () -> end(null, EndedBy.MAX_DURATION));
        String greeting = situation().greeting();
        if (greeting.isBlank()) {
            think(null);
        } else {
            speak(greeting, After.LISTEN);
        }
    }

    @Override
    public void audible() {
        speech.audible();
    }

    @Override
    public void spoken() {
        speech.spoken();
    }

    @Override
    public void callerSpeaking() {
        callerActs();
        if (over) {
            return;
        }
        if (closing) {
            patience.forLastWords();
        } else if (handover == null) {
            patience.forWords();
        }
    }

    @Override
    public void heard(Heard words) {
        meter.heard(words);
        if (words.text().isBlank()) {
            noiseHeard();
            return;
        }
        boolean spoken = words.endedAt() > words.startedAt();
        if (spoken && speech.line().hasSpeech()) {
            meter.recognised(timeline.now() - words.endedAt());
        }
        callerActs();
        if (over) {
            return;
        }
        heardAnything = true;
        callerLines++;
        transcript.add(TranscriptRole.CALLER, words.text(), meter.sinceAnswer(words.startedAt()), false);
        if (callerLines <= MACHINE_LINES && VoicemailGreeting.isHeardIn(words.text())) {
            end(FailureReason.VOICEMAIL, EndedBy.AGENT);
            return;
        }
        Intent intent = Intent.of(words.text());
        boolean firstOptOut = !optedOut && plan.rules().optOutWords().areIn(words.text());
        if (firstOptOut) {
            optOutHeard();
        }
        if (firstOptOut || closing && !optedOut && intent.wantsReply()) {
            takeBack();
        }
        if (closing) {
            end(null, EndedBy.AGENT);
        } else if (handover == null) {
            think(words);
        }
    }

    private void noiseHeard() {
        if (speech.isBusy() || !isConversing()) {
            return;
        }
        if (cutOff) {
            think(null);
        } else {
            patience.forAnAnswer();
        }
    }

    /** What the caller says or keys is to be answered: nobody is taking leave or over. */
    private boolean isConversing() {
        return !closing && handover == null;
    }

    /** The agent neither hangs up nor hands over after all. */
    private void takeBack() {
        closing = false;
        if (handover != null) {
            handover.abandon();
            handover = null;
        }
    }

    @Override
    public void digit(char key) {
        if (agent.keypadInputEnabled() && isConversing()) {
            callerActs();
            heardAnything = true;
            keypad.press(key);
        }
    }

    private void keysPressed(String keys) {
        callerActs();
        if (over) {
            return;
        }
        transcript.add(TranscriptRole.CALLER, "[keypad] " + keys, meter.sinceAnswer(timeline.now()), false);
        if (isConversing()) {
            think(null);
        }
    }

    @Override
    public void hungUp() {
        end(null, closing ? EndedBy.AGENT : caller());
    }

    @Override
    public void failed(FailureReason reason) {
        boolean theirs = reason.likelyBlame() == FailureReason.Blame.CALLER;
        end(reason, theirs ? caller() : EndedBy.PLATFORM);
    }

    /** The other side as the one who ended the call: a call that nobody answered was ended by nobody. */
    private @Nullable EndedBy caller() {
        return meter.isAnswered() ? EndedBy.CALLER : null;
    }

    /** The caller takes the floor: whatever the agent was saying stops. */
    private void callerActs() {
        patience.renew();
        Optional<Turn> interrupted = speech.stop();
        cutOff |= interrupted.isPresent();
        interrupted.map(Turn::after).ifPresent(this::goOnAnyway);
    }

    /** What becomes of what the agent was about to do when it was interrupted. */
    private void goOnAnyway(After after) {
        switch (after) {
            case TRANSFER, FAIL -> said(after);
            case CLOSE_FOR_GOOD -> closing = true;
            case LISTEN, CLOSE, GIVE_UP -> {
                // the conversation goes on with what the caller says
            }
        }
    }

    // ---- wait

    @Override
    public void stillThere() {
        speak(StockLines.STILL_THERE, After.LISTEN);
    }

    @Override
    public void nobodyThere() {
        speak(StockLines.NOTHING_HEARD, After.GIVE_UP);
    }

    @Override
    public void nothingMoreHeard() {
        end(null, EndedBy.AGENT);
    }

    // ---- think and speak

    private Brain.Situation situation() {
        return new Brain.Situation(
                agent,
                plan.dynamicVariables(),
                plan.rules().optOutWords(),
                transcript.lines(),
                false,
                plan.ours() != null);
    }

    private void think(@Nullable Heard words) {
        patience.rest();
        cutOff = false;
        speech.think(situation(), words);
    }

    @Override
    public void optOutHeard() {
        if (!optedOut) {
            optedOut = true;
            events.optedOut();
        }
    }

    @Override
    public void tool(String name, Brain.ToolStage stage) {
        events.tool(name, stage);
    }

    @Override
    public boolean transferWanted() {
        PhoneNumber ours = plan.ours();
        if (ours == null) {
            return false;
        }
        Optional<PhoneNumber> person = situation().person();
        if (person.filter(plan.rules().mayDial().negate()).isPresent()) {
            LOG.info("{}: its agent may not dial the person who is to take over", plan.callId());
            return false;
        }
        person.ifPresent(number -> handover = new Handover(ours, number, null, carrier, timeline, this));
        return person.isPresent();
    }

    private void speak(String words, After after) {
        patience.rest();
        speech.say(words, after);
    }

    private void said(After after) {
        switch (after) {
            case LISTEN -> patience.forAnAnswer();
            case CLOSE, CLOSE_FOR_GOOD -> {
                closing = true;
                patience.forAGoodbye();
            }
            case TRANSFER -> {
                if (handover != null) {
                    events.transferring(
                            handover.destination(), handover.summary().orElseGet(transcript::summary));
                    handover.begin();
                }
            }
            case GIVE_UP -> end(heardAnything ? null : FailureReason.NO_AUDIO_INPUT, EndedBy.IDLE_TIMEOUT);
            case FAIL -> end(FailureReason.LLM_ERROR, EndedBy.PLATFORM);
        }
    }

    // ---- a person takes over

    @Override
    public void personAnswered(Line person) {
        speech.line().connectTo(person);
        end(null, EndedBy.TRANSFER);
    }

    @Override
    public void personNotReached() {
        handover = null;
        speech.stop();
        speak(StockLines.NOBODY_REACHED, After.LISTEN);
    }

    // ---- the end

    private void end(@Nullable FailureReason reason, @Nullable EndedBy by) {
        if (!over) {
            over = true;
            speech.stop();
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
        speech.stopThinking();
        finish(FailureReason.INTERRUPTED, EndedBy.PLATFORM);
    }

    private void finish(@Nullable FailureReason reason, @Nullable EndedBy by) {
        finished = true;
        timeline.close();
        hangUpLines();
        long now = timeline.now();
        whenOver.accept(
                this,
                new CallEnd(reason, by, Duration.ofMillis(meter.sinceAnswer(now)), meter.usage(now), meter.latency()));
    }

    private void hangUpLines() {
        try {
            if (handover != null) {
                handover.abandon();
            }
            speech.hangUp();
        } catch (RuntimeException e) {
            LOG.error("call {}: its line could not be hung up", plan.callId(), e);
        }
    }
}
