package com.osmtalk.voice;

import com.osmtalk.voice.Turn.After;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Sentences;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's side of the line: at most one turn at a time, and the thinking that fills it. */
final class Speech {
    private final String callId;
    private final Brain brain;
    private final Timeline timeline;
    private final Meter meter;
    private final Transcript transcript;
    private final Reply.Host host;
    private final Consumer<After> whenSaid;
    private @Nullable Line line;
    private @Nullable Turn turn;
    private @Nullable Reply reply;

    /** @param whenSaid is told what is to follow once a turn was spoken to its end */
    Speech(
            String callId,
            Brain brain,
            Timeline timeline,
            Meter meter,
            Transcript transcript,
            Reply.Host host,
            Consumer<After> whenSaid) {
        this.callId = callId;
        this.brain = brain;
        this.timeline = timeline;
        this.meter = meter;
        this.transcript = transcript;
        this.host = host;
        this.whenSaid = whenSaid;
    }

    void over(Line dialled) {
        line = dialled;
    }

    Line line() {
        if (line == null) {
            throw new IllegalStateException("the carrier told of a line before it gave one");
        }
        return line;
    }

    boolean isBusy() {
        return turn != null;
    }

    void say(String words, After after) {
        Turn speaking = newTurn(null);
        Sentences.of(words).forEach(speaking::say);
        speaking.end(after);
    }

    /** @param answers the words to answer; null when there are none */
    void think(Brain.Situation situation, @Nullable Heard answers) {
        reply = new Reply(callId, brain, situation, timeline, meter, newTurn(answers), host);
        reply.begin(answers != null);
    }

    private Turn newTurn(@Nullable Heard answers) {
        turn = new Turn(timeline, line(), meter, transcript, answers, after -> {
            turn = null;
            whenSaid.accept(after);
        });
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
    Optional<Turn> stop() {
        stopThinking();
        Turn cut = turn;
        turn = null;
        if (cut != null) {
            cut.cut();
        }
        return Optional.ofNullable(cut);
    }

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
