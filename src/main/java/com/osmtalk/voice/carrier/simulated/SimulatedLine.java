package com.osmtalk.voice.carrier.simulated;

import com.osmtalk.voice.carrier.BridgeEvents;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.simulated.Callee.Reaction;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier.DialOutcome;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A line of the simulated network. It keeps the times that real telephony takes, in line time: routing, ringing,
 * speaking, and the pause before somebody answers. They vary as in life but are drawn from a generator that the number
 * seeds, so that every call to a number goes the same way however fast the network runs, and a test can say how it
 * goes.
 */
final class SimulatedLine implements Line {
    /** About 150 words a minute, an unhurried speaker. */
    private static final int CHARACTERS_PER_SECOND = 15;

    /** As people press them, one by one. */
    private static final long MILLIS_PER_KEY = 400;
    /** Long enough for the agent to have said something that one can have had enough of. */
    private static final long BEFORE_CUTTING_IN = 2_600;

    private static final long BEFORE_BEEP = 1_000;

    private final Timeline timeline;
    private final LineEvents events;
    private final Random chance;
    private final Countdown speech;
    private final Countdown reaction;
    private final Countdown cutIn;
    private final StringBuilder heard = new StringBuilder();
    private @Nullable Callee callee;
    private @Nullable String sentence;
    private long audibleSince = -1;
    private boolean calleeSpeaks;
    private int agentTurns;
    private boolean over;

    SimulatedLine(Timeline timeline, LineEvents events, int seed) {
        this.timeline = timeline;
        this.events = events;
        this.chance = new Random(seed);
        this.speech = new Countdown(timeline);
        this.reaction = new Countdown(timeline);
        this.cutIn = new Countdown(timeline);
    }

    void connect(DialOutcome outcome) {
        long routing = between(400, 900);
        if (outcome instanceof DialOutcome.Fails fails) {
            if (fails.rings()) {
                later(routing, events::ringing);
            }
            later(routing + fails.afterMillis(), () -> {
                over = true;
                events.failed(fails.reason());
            });
        } else if (outcome instanceof DialOutcome.Answers answers) {
            later(routing, events::ringing);
            later(routing + between(2_000, 4_000), () -> {
                callee = answers.callee();
                events.answered();
                perform(answers.callee().onPickUp());
            });
        }
    }

    /** Somebody calls the agent, who picks up when it rings. */
    void ringIn(Callee caller) {
        later(0, events::ringing);
        later(between(800, 1_500), () -> {
            callee = caller;
            events.answered();
            perform(caller.onPickUp());
        });
    }

    /** Its pauses are made up: they are for the conversation's timing, and not to be reported as measured. */
    @Override
    public boolean hasSpeech() {
        return false;
    }

    @Override
    public void say(String text) {
        if (sentence != null) {
            throw new IllegalStateException("the agent is still speaking");
        }
        reaction.stop();
        sentence = text;
        audibleSince = -1;
        speech.start(between(80, 180), unlessOver(() -> {
            audibleSince = timeline.now();
            speech.start(spokenMillis(text), unlessOver(this::spoken));
            listenIn();
            events.audible();
        }));
    }

    private void listenIn() {
        if (callee != null && heard.isEmpty() && !calleeSpeaks) {
            Reaction cutsIn = callee.whileListening(agentTurns);
            if (!cutsIn.equals(Reaction.WAIT)) {
                cutIn.start(BEFORE_CUTTING_IN, unlessOver(() -> perform(cutsIn)));
            }
        }
    }

    private void spoken() {
        heard.append(sentence).append(' ');
        sentence = null;
        events.spoken();
        // the agent may already have gone on with its next sentence
        if (sentence == null && !over && !calleeSpeaks) {
            reaction.start(between(300, 900), unlessOver(this::react));
        }
    }

    private void react() {
        if (callee != null) {
            perform(callee.onSilence(heard.toString().strip(), agentTurns));
        }
    }

    private void perform(Reaction what) {
        if (over || what.equals(Reaction.WAIT)) {
            return;
        }
        if (!heard.isEmpty() || sentence != null) {
            agentTurns++;
        }
        heard.setLength(0);
        reaction.stop();
        cutIn.stop();
        for (int i = 0; i < what.keys().length(); i++) {
            char key = what.keys().charAt(i);
            later(MILLIS_PER_KEY * (i + 1), () -> events.digit(key));
        }
        if (what.words() != null) {
            speak(what.words(), what.beeps(), what.hangsUp());
        } else if (what.hangsUp()) {
            hangUpNow();
        }
    }

    private void speak(String words, boolean thenBeep, boolean thenHangUp) {
        calleeSpeaks = true;
        long startedAt = timeline.now();
        events.callerSpeaking();
        later(spokenMillis(words), () -> {
            calleeSpeaks = false;
            long endedAt = timeline.now();
            if (thenBeep) {
                later(BEFORE_BEEP, events::beep);
            }
            if (thenHangUp) {
                later(600, this::hangUpNow);
            }
            later(between(120, 240), () -> events.heard(new LineEvents.Heard(words, startedAt, endedAt)));
        });
    }

    private void hangUpNow() {
        over = true;
        events.hungUp();
    }

    @Override
    public void press(String keys) {
        later(MILLIS_PER_KEY * keys.length(), () -> {
            if (callee != null) {
                perform(callee.onKeys(keys));
            }
        });
    }

    @Override
    public String cut() {
        String text = sentence;
        if (text == null) {
            return "";
        }
        speech.stop();
        sentence = null;
        String part = audibleSince < 0 ? "" : wordsOf(text, timeline.now() - audibleSince);
        heard.append(part).append(' ');
        return part;
    }

    private static String wordsOf(String text, long millis) {
        int length = (int) Math.min(text.length(), millis * CHARACTERS_PER_SECOND / 1_000);
        if (length == text.length()) {
            return text;
        }
        int end = text.lastIndexOf(' ', length);
        return end < 0 ? "" : text.substring(0, end).strip();
    }

    @Override
    public void hangUp() {
        over = true;
    }

    @Override
    public void connectTo(Line other, BridgeEvents events) {
        hangUp();
        other.hangUp();
    }

    private void later(long millis, Runnable what) {
        timeline.after(millis, unlessOver(what));
    }

    private Runnable unlessOver(Runnable what) {
        return () -> {
            if (!over) {
                what.run();
            }
        };
    }

    private static long spokenMillis(String text) {
        return 1_000L * text.length() / CHARACTERS_PER_SECOND;
    }

    private long between(int least, int most) {
        return least + chance.nextInt(most - least);
    }
}
