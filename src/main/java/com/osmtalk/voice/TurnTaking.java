package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Placeholders;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.AgentTurn.After;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Handover;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.honesty.RobotQuestion;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in one conversation, and what follows a turn: the caller always gets the floor, whatever they say is
 * answered, and silence is asked after once before the call is given up. Runs on the call's timeline only.
 *
 * <p>What it decides with, and where it is kept: {@code closing} (the goodbyes are being said), {@code cutOff} (a sound
 * of the caller's stopped the agent and no words have come of it yet), {@code soundIsHeard} (of which nobody knows the
 * words yet), {@code callerHasFloor} (the agent has fallen silent for it), {@code optOutSuspected} (words that sound
 * like an opt-out wait for a model's word on them), {@code optedOut} (nothing takes the goodbye back), {@code
 * ownerSpoke} (the person behind the call has answered, or not in time, and the agent has not acted on it yet), {@code
 * lapseOwed} (the caller is to be told that they could not be reached).
 */
final class TurnTaking implements IdleTimer.Host, ReplyGenerator.Host, Answering.Host, OwnerTalk.Host {

    private final CallPlan plan;
    private final Answering answering;
    private final boolean confirmsOptOuts;
    private final Brain brain;
    private final Timeline timeline;
    private final CallMetrics metrics;
    private final Transcript transcript;
    private final Host host;
    private final Disclosure disclosure;
    private final AgentTurns agentTurns;
    private final Keypad keypad;
    private final BargeIn bargeIn;
    private final IdleTimer idleTimer;
    private final OwnerTalk owner;
    private final AgentInCharge inCharge;
    private final Opening opening;

    private boolean heardAnything;
    private boolean soundIsHeard;
    private boolean callerHasFloor;
    private boolean cutOff;
    private boolean closing;
    private boolean optOutSuspected;
    private boolean optedOut;
    private boolean ownerSpoke;
    private boolean lapseOwed;

    /** @param machinesAnswer whether an answering machine may be at the other end: we have dialled a telephone */
    TurnTaking(
            CallPlan plan,
            boolean machinesAnswer,
            Brain brain,
            Timeline timeline,
            CallMetrics metrics,
            Transcript transcript,
            Host host) {
        this.plan = plan;
        this.confirmsOptOuts = brain.confirmsOptOuts();
        this.brain = brain;
        this.timeline = timeline;
        this.metrics = metrics;
        this.transcript = transcript;
        this.host = host;
        this.disclosure = new Disclosure(plan.rules().disclosure(), host);
        this.inCharge = new AgentInCharge(plan, transcript);
        this.opening = new Opening(plan, disclosure);
        Agent agent = plan.agent();
        this.agentTurns =
                new AgentTurns(plan.callId(), brain, timeline, metrics, transcript, disclosure, this, this::said);
        this.bargeIn = new BargeIn(timeline, agent.turnTaking(), agentTurns::line);
        this.keypad = new Keypad(timeline, this::keysPressed);
        this.idleTimer = new IdleTimer(timeline, agent.idleTimeoutSeconds(), this);
        this.owner = new OwnerTalk(Duration.ofSeconds(agent.askOwnerSeconds()), timeline, metrics, transcript, this);
        String message = Placeholders.fill(agent.voicemailMessage(), plan.dynamicVariables());
        this.answering = new Answering(timeline, machinesAnswer, message, this);
    }

    /** The agent's side: its line, and what it says there. */
    AgentTurns agent() {
        return agentTurns;
    }

    /** What passes between the agent and the person behind the call. */
    OwnerTalk owner() {
        return owner;
    }

    /** The call was answered: the agent speaks first. */
    void open() {
        owner.begin();
        String greeting = opening.firstWords(context());
        if (greeting.isBlank() && !opening.isDisclosureAlone(context())) {
            think(null);
        } else {
            speak(greeting, After.LISTEN);
        }
    }

    /** Whether the agent has said goodbye, or was about to for good. */
    boolean isClosing() {
        return closing;
    }

    /** The goodbyes are taken back: the conversation goes on. */
    void reopen() {
        closing = false;
    }

    /** Says something instead of whatever the agent was saying or thinking. */
    void sayInstead(Phrase phrase, After after) {
        agentTurns.stop();
        bargeIn.agentEnds();
        speak(phrase, after);
    }

    /** What the brain is to know as things stand. */
    Brain.Context context() {
        return inCharge.context();
    }

    // ---- the caller

    /** Something is heard; while the agent speaks, it takes more than that. */
    void soundBegan() {
        soundIsHeard = true;
        if (!agentTurns.isBusy()) {
            callerSpeaking();
        }
    }

    void voiceBegan(long millisAgo) {
        bargeIn.voiceBegan(millisAgo, agentTurns.isBusy() && !answering.isLeavingMessage());
    }

    void voiceEnded() {
        bargeIn.voiceEnded(soundIsHeard);
    }

    void beep() {
        answering.beep();
    }

    void partial(String words) {
        if (!agentTurns.isBusy()
                || Backchannel.others(words) >= inCharge.agent().turnTaking().stopAfterWords()) {
            callerSpeaking();
        } else if (Backchannel.isAll(words)) {
            bargeIn.falseAlarm();
        }
    }

    void callerSpeaking() {
        answering.soundBegan();
        if (answering.isLeavingMessage()) {
            return;
        }
        callerHasFloor = true;
        callerActs();
        if (host.isOver()) {
            return;
        }
        if (closing) {
            idleTimer.awaitLastWords();
        } else if (!host.isBeingTransferred()) {
            idleTimer.awaitWords();
        }
    }

    void heard(Heard words) {
        metrics.heard(words);
        boolean intoAgentsWords = !callerHasFloor && agentTurns.isBusy();
        soundIsHeard = false;
        callerHasFloor = false;
        if (words.text().isBlank()) {
            noiseHeard();
            return;
        }
        if (answering.isLeavingMessage()) {
            addToTranscript(words);
            answering.machineSpoke();
            return;
        }
        boolean spoken = words.endedAt() > words.startedAt();
        if (spoken && intoAgentsWords && Backchannel.isAll(words.text())) {
            heardAnything = true;
            addToTranscript(words);
            bargeIn.falseAlarm();
            return;
        }
        if (spoken && agentTurns.line().hasSpeech()) {
            metrics.turnEnded(words, timeline.now());
        }
        callerActs();
        if (host.isOver()) {
            return;
        }
        heardAnything = true;
        boolean waited = agentWasHeardToItsEnd();
        addToTranscript(words);
        if (answering.heard(words, waited)) {
            converse(words);
        }
    }

    /** Answers a person. */
    private void converse(Heard words) {
        boolean firstOptOut = !optedOut && context().soundsLikeAnOptOut();
        if (firstOptOut && confirmsOptOuts) {
            optOutSuspected = true;
        } else if (firstOptOut) {
            optOutHeard();
        }
        if (firstOptOut || closing && !optedOut && Intent.of(words.text()).wantsReply()) {
            // the agent neither hangs up nor hands over after all
            closing = false;
            host.abandonTransfer();
        }
        answer(words);
    }

    private void answer(Heard words) {
        if (closing) {
            host.end(null, EndedBy.AGENT);
        } else if (!host.isBeingTransferred()) {
            if (owner.isAsking() && Backchannel.isAll(words.text())) {
                // "all right", to an agent that has said it will check: there is nothing to say until it has
                cutOff = false;
                idleTimer.awaitAnswer();
            } else {
                think(words);
            }
        } else if (RobotQuestion.isIn(words.text())) {
            speak(Phrase.IS_AI, After.WAIT);
        }
    }

    private void addToTranscript(Heard words) {
        transcript.add(TranscriptRole.CALLER, words.text(), metrics.sinceAnswer(words.startedAt()), false);
    }

    private boolean agentWasHeardToItsEnd() {
        return transcript.lines().stream()
                .anyMatch(line -> line.role() == TranscriptRole.AGENT && line.interrupted() == null);
    }

    private void noiseHeard() {
        bargeIn.falseAlarm();
        answering.noiseHeard();
        if (agentTurns.isBusy() || !isConversing()) {
            return;
        }
        if (cutOff) {
            think(null);
        } else {
            idleTimer.awaitAnswer();
        }
    }

    /** What the caller says or keys is to be answered: nobody is taking leave or over. */
    private boolean isConversing() {
        return !closing && !host.isBeingTransferred() && !answering.isWithMachine();
    }

    void digit(char key) {
        if (inCharge.agent().keypadInputEnabled() && isConversing()) {
            callerActs();
            heardAnything = true;
            keypad.press(key);
        }
    }

    private void keysPressed(String keys) {
        callerActs();
        if (host.isOver()) {
            return;
        }
        transcript.add(TranscriptRole.CALLER, "[keypad] " + keys, metrics.sinceAnswer(timeline.now()), false);
        if (isConversing()) {
            think(null);
        }
    }

    /** The caller takes the floor: whatever the agent was saying stops. */
    private void callerActs() {
        idleTimer.reset();
        Optional<AgentTurn> interrupted = agentTurns.stop();
        bargeIn.agentEnds();
        cutOff |= interrupted.isPresent();
        interrupted.map(AgentTurn::after).ifPresent(this::goOnAnyway);
    }

    /** What becomes of what the agent was about to do when it was interrupted. */
    private void goOnAnyway(After after) {
        switch (after) {
            case TRANSFER, FAIL -> said(after);
            case HAND_OVER -> handOver();
            case CLOSE_FOR_GOOD -> closing = true;
            case LISTEN, CLOSE, GIVE_UP, HANG_UP_ON_MACHINE, WAIT -> {
                // the conversation goes on with what the caller says
            }
        }
    }

    // ---- the agent

    private void think(@Nullable Heard words) {
        think(words, !optedOut && !optOutSuspected);
    }

    /** @param disclose not to a menu, and not to who wants no call */
    private void think(@Nullable Heard words, boolean disclose) {
        idleTimer.stop();
        bargeIn.agentBegins();
        cutOff = false;
        ownerSpoke = false;
        Brain.Context context = context();
        if (disclose && opening.isOwed(context, words)) {
            agentTurns.say(opening.firstWords(context), After.LISTEN);
        } else {
            agentTurns.think(context, words, disclose);
            if (lapseOwed) {
                lapseOwed = false;
                agentTurns.sayFirst(
                        StandardPhrases.in(inCharge.agent().language()).get(Phrase.OWNER_NOT_REACHED));
            }
        }
    }

    private void speak(Phrase phrase, After after) {
        speak(StandardPhrases.in(inCharge.agent().language()).get(phrase), after);
    }

    private void speak(String words, After after) {
        idleTimer.stop();
        bargeIn.agentBegins();
        agentTurns.say(words, after);
    }

    private void said(After after) {
        bargeIn.agentEnds();
        switch (after) {
            case LISTEN -> awaitCaller();
            case CLOSE, CLOSE_FOR_GOOD -> {
                closing = true;
                idleTimer.awaitGoodbye();
            }
            case TRANSFER -> host.beginTransfer();
            case HAND_OVER -> {
                handOver();
                think(null);
            }
            case HANG_UP_ON_MACHINE -> hangUpOnMachine();
            case WAIT -> {
                // until a person takes over, or nobody was reached
            }
            case GIVE_UP -> host.end(heardAnything ? null : FailureReason.NO_AUDIO_INPUT, EndedBy.IDLE_TIMEOUT);
            case FAIL -> host.end(FailureReason.LLM_ERROR, EndedBy.PLATFORM);
        }
    }

    /** Who began while the agent spoke, without interrupting it, has the floor now. */
    private void awaitCaller() {
        if (soundIsHeard) {
            callerHasFloor = true;
            idleTimer.awaitWords();
        } else if (ownerSpoke && isConversing()) {
            think(null);
        } else {
            idleTimer.awaitAnswer();
        }
    }

    @Override
    public void optOutHeard() {
        optOutSuspected = false;
        if (!optedOut) {
            optedOut = true;
            host.optedOut();
        }
    }

    @Override
    public void optOutDenied() {
        optOutSuspected = false;
    }

    /** The call ends: an opt-out that no model had the time to deny is one. */
    void callEnds() {
        if (optOutSuspected) {
            optOutHeard();
        }
        owner.end();
        answering.callEnds();
    }

    // ---- a machine answers

    @Override
    public void answeredBy(AnsweredBy who) {
        if (who == AnsweredBy.MACHINE || who == AnsweredBy.IVR) {
            disclosure.notHeard();
        }
        host.answeredBy(who);
    }

    /** Keys are pressed; what people must be told first is kept for a person. */
    @Override
    public void answerMenu(Heard words) {
        if (closing) {
            host.end(null, EndedBy.AGENT);
        } else if (!host.isBeingTransferred()) {
            idleTimer.stop();
            cutOff = false;
            agentTurns.think(context(), words, false);
        }
    }

    @Override
    public void fallSilent() {
        idleTimer.stop();
        agentTurns.stop();
        bargeIn.agentEnds();
    }

    @Override
    public void leave(String message) {
        // whoever listens to the message has heard nothing else
        disclosure.notHeard();
        agentTurns.say(message, After.HANG_UP_ON_MACHINE);
    }

    @Override
    public void hangUpOnMachine() {
        host.end(FailureReason.VOICEMAIL, EndedBy.AGENT);
    }

    @Override
    public void tool(String name, Brain.ToolStage stage) {
        host.tool(name, stage);
    }

    @Override
    public void handOverWanted(Agent colleague) {
        inCharge.toBeFollowedBy(colleague);
    }

    /** Another agent has the conversation from now on; the call's limits stay those of the first. */
    private void handOver() {
        inCharge.handOver().ifPresent(next -> {
            transcript.add(TranscriptRole.SYSTEM, Handover.line(next), metrics.sinceAnswer(timeline.now()), false);
            agentTurns.line().speakAs(next);
            brain.prepare(next);
        });
    }

    @Override
    public boolean transferWanted() {
        return host.prepareTransfer();
    }

    // ---- the person behind the call

    @Override
    public void askOwner(AskOwner question) {
        if (!host.isOver()) {
            owner.ask(question);
        }
    }

    @Override
    public void asked(int n, AskOwner question, Duration patience) {
        host.asked(n, question, patience);
    }

    @Override
    public void ownerAnswered() {
        actOnOwner();
    }

    @Override
    public void lapsed(int n) {
        host.lapsed(n);
        lapseOwed = true;
        actOnOwner();
    }

    @Override
    public void reassure() {
        if (isConversing() && isQuiet()) {
            speak(Phrase.OWNER_WAITING, After.LISTEN);
        }
    }

    /** Nobody is interrupted for it: where somebody speaks, the agent acts on it in its next turn. */
    private void actOnOwner() {
        ownerSpoke = true;
        if (isConversing() && isQuiet()) {
            think(null);
        }
    }

    private boolean isQuiet() {
        return !agentTurns.isBusy() && !callerHasFloor && !soundIsHeard;
    }

    // ---- nobody says anything

    @Override
    public void firstSilence() {
        if (isWaitedWithUs()) {
            return;
        }
        speak(Phrase.STILL_THERE, After.LISTEN);
    }

    @Override
    public void secondSilence() {
        if (isWaitedWithUs()) {
            return;
        }
        speak(Phrase.NOTHING_HEARD, After.GIVE_UP);
    }

    /** Who was asked to wait a moment is silent. */
    private boolean isWaitedWithUs() {
        if (owner.isAsking()) {
            idleTimer.reset();
            idleTimer.awaitAnswer();
        }
        return owner.isAsking();
    }

    @Override
    public void goodbyeTimedOut() {
        host.end(null, EndedBy.AGENT);
    }

    /** The call this is about. */
    interface Host extends Disclosure.Listener {
        boolean isOver();

        boolean isBeingTransferred();

        void answeredBy(AnsweredBy who);

        /** The caller asked never to be called again; told once. */
        void optedOut();

        void tool(String name, Brain.ToolStage stage);

        /** The person behind the call is asked something. */
        void asked(int n, AskOwner question, Duration patience);

        /** Nobody has answered that question in time. */
        void lapsed(int n);

        /** Looks for the person who is to take over; gives false when this agent has nobody to hand over to. */
        boolean prepareTransfer();

        /** The caller knows: the person is dialled now, unless that was abandoned. */
        void beginTransfer();

        /** Nobody is to take over after all. */
        void abandonTransfer();

        /**
         * Ends the call; does nothing when it is over.
         *
         * @param reason null: the call was completed
         */
        void end(@Nullable FailureReason reason, @Nullable EndedBy by);
    }
}
