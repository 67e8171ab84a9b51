package com.osmtalk.voice;

import com.osmtalk.api.CallQuality;
import com.osmtalk.voice.AgentTurn.After;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.SentenceSplitter;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of the line: at most one turn at a time, and the reply of the brain that fills it. It is used on the
 * call's {@link Timeline} only, and so needs no lock.
 *
 * <p>A turn and the reply that fills it are kept apart, as they end apart: the brain may be done long before the last
 * of its sentences is spoken, and words that are there already are said without a brain.
 */
final class AgentTurns {
    private final String callId;
    private final Brain brain;
    private final Timeline timeline;
    private final CallMetrics metrics;
    private final Transcript transcript;
    private final Disclosure disclosure;
    private final ReplyGenerator.Host host;
    private final Consumer<After> whenSaid;
    private @Nullable Line line;
    private @Nullable AgentTurn turn;
    private @Nullable ReplyGenerator reply;

    /**
     * @param disclosure said before what the agent says, until it was heard
     * @param whenSaid is told what is to follow once a turn was spoken to its end
     */
    AgentTurns(
            String callId,
            Brain brain,
            Timeline timeline,
            CallMetrics metrics,
            Transcript transcript,
            Disclosure disclosure,
            ReplyGenerator.Host host,
            Consumer<After> whenSaid) {
        this.callId = callId;
        this.brain = brain;
        this.timeline = timeline;
        this.metrics = metrics;
        this.transcript = transcript;
        this.disclosure = disclosure;
        this.host = host;
        this.whenSaid = whenSaid;
    }

    /** The line there is; before it, nothing can be said. */
    void speakOn(Line opened) {
        line = opened;
    }

    /** What the connection was like; empty when nothing of it could be measured. */
    Optional<CallQuality> quality() {
        return line == null ? Optional.empty() : line.quality();
    }

    Line line() {
        if (line == null) {
            throw new IllegalStateException("the carrier told of a line before it gave one");
        }
        return line;
    }

    /** Whether the agent is speaking, or thinking of what to say. */
    boolean isBusy() {
        return turn != null;
    }

    /** Says words that are there already, sentence by sentence, so that the line can tell where it was interrupted. */
    void say(String words, After after) {
        boolean goesOn = after == After.LISTEN
                || after == After.TRANSFER
                || after == After.HAND_OVER
                || after == After.HANG_UP_ON_MACHINE;
        AgentTurn speaking = newTurn(null, goesOn);
        SentenceSplitter.of(words).forEach(speaking::say);
        speaking.end(after);
    }

    /**
     * Lets the brain think, and says what comes of it.
     *
     * @param answers the words to answer; null when there are none
     * @param disclose whether what is to be told first may come before it
     */
    void think(Brain.Context context, @Nullable Heard answers, boolean disclose) {
        reply = new ReplyGenerator(callId, brain, context, timeline, metrics, newTurn(answers, disclose), host);
        reply.begin(answers != null);
    }

    /** Adds a sentence to the turn that was just begun, before anything that is thought of. */
    void sayFirst(String words) {
        if (turn != null) {
            turn.sayFirst(words, () -> {});
        }
    }

    private AgentTurn newTurn(@Nullable Heard answers, boolean disclose) {
        turn = new AgentTurn(timeline, line(), metrics, transcript, answers, after -> {
            turn = null;
            whenSaid.accept(after);
        });
        if (disclose) {
            disclosure.begin(turn);
        }
        return turn;
    }

    void audible() {
        if (turn != null) {
            turn.becameAudible();
        }
    }

    void spoken() {
        if (turn != null) {
            turn.spoken();
        }
    }

    /** Falls silent and stops thinking. Gives the turn that was cut. */
    Optional<AgentTurn> stop() {
        stopThinking();
        AgentTurn cut = turn;
        turn = null;
        if (cut != null) {
            cut.cut();
        }
        return Optional.ofNullable(cut);
    }

    /** Cancels the reply that is being thought of; what comes of it later is not said. */
    void stopThinking() {
        if (reply != null) {
            reply.cancel();
            reply = null;
        }
    }

    void hangUp() {
        if (line != null) {
            line.hangUp();
        }
    }
}
