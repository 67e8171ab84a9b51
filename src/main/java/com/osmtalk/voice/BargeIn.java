package com.osmtalk.voice;

import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.function.Supplier;

/**
 * A voice that is heard while the agent speaks, until it is known whether the caller wants the floor: the agent speaks
 * more quietly, then waits, and goes on if it was nothing. Most of what is heard into an agent's words is no
 * interruption, and an agent that fell silent at each of them would never come to an end. Runs on the call's timeline
 * only.
 */
final class BargeIn {
    /** So long after a voice has ended, it spoke to somebody else, if no recogniser has heard it begin. */
    private static final long NO_WORDS = 1_500;
    /** So long words are waited for that a recogniser is at. */
    private static final long LATE_WORDS = 6_000;

    private final TurnTakingSettings turns;
    private final Supplier<Line> line;
    private final Countdown duck;
    private final Countdown stop;
    private final Countdown words;
    private boolean voiceIsHeard;
    private boolean ducked;
    private boolean paused;

    /** @param turns of the agent, every part of them */
    BargeIn(Timeline timeline, TurnTakingSettings turns, Supplier<Line> line) {
        this.turns = turns;
        this.line = line;
        this.duck = new Countdown(timeline);
        this.stop = new Countdown(timeline);
        this.words = new Countdown(timeline);
    }

    /** @param agentHasFloor whether there is anything to interrupt */
    void voiceBegan(long millisAgo, boolean agentHasFloor) {
        voiceIsHeard = true;
        words.stop();
        if (agentHasFloor) {
            count(millisAgo);
        }
    }

    /** @param wordsFollow whether what was heard is being recognised */
    void voiceEnded(boolean wordsFollow) {
        voiceIsHeard = false;
        duck.stop();
        stop.stop();
        if (paused) {
            words.start(wordsFollow ? LATE_WORDS : NO_WORDS, this::falseAlarm);
        } else {
            goOn();
        }
    }

    /** The agent begins to speak, perhaps into a voice. */
    void agentBegins() {
        if (voiceIsHeard) {
            count(0);
        }
    }

    /** The agent has said all there was, or was cut off: nothing is to be interrupted. */
    void agentEnds() {
        duck.stop();
        stop.stop();
        words.stop();
        goOn();
    }

    /** It was noise, or the caller only agrees. */
    void falseAlarm() {
        agentEnds();
    }

    private void count(long millisAgo) {
        duck.start(turns.duckAfterMs() - millisAgo, () -> {
            ducked = true;
            line.get().duck();
        });
        stop.start(turns.stopAfterMs() - millisAgo, () -> {
            paused = true;
            line.get().pause();
        });
    }

    private void goOn() {
        if (ducked || paused) {
            ducked = false;
            paused = false;
            line.get().resume();
        }
    }
}
