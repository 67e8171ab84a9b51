package com.osmtalk.voice;

import com.osmtalk.api.CallQuality;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.PressKeys;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says in one go. It begins to speak with the first sentence while the brain still thinks of more, so
 * that the caller waits for one sentence only; and it becomes one line of the transcript, or several when tools were
 * used in between.
 */
final class AgentTurn {
    /** What follows once everything is said. */
    enum After {
        LISTEN,
        /** The agent has said goodbye; if it is interrupted, the conversation goes on. */
        CLOSE,
        /** As {@link #CLOSE}, but nothing the caller says changes it. */
        CLOSE_FOR_GOOD,
        TRANSFER,
        /** Another agent goes on. */
        HAND_OVER,
        /** It was a message for a machine. */
        HANG_UP_ON_MACHINE,
        /** The caller waits for a person. */
        WAIT,
        GIVE_UP,
        FAIL
    }

    private static final Runnable NOTHING = () -> {};

    private final Timeline timeline;
    private final Line line;
    private final CallMetrics metrics;
    private final Transcript transcript;
    private final @Nullable Heard answers;
    private final Consumer<After> whenSaid;
    private final Deque<Part> queue = new ArrayDeque<>();
    private final StringBuilder said = new StringBuilder();
    private @Nullable Part sentence;
    private @Nullable After after;
    private boolean anythingToSay;
    private boolean begun;
    private boolean audible;
    private boolean over;
    private final long askedAt;
    private long sayingSince;
    private long lineStartedAt = -1;

    /** @param answers the words this turn answers; null when it answers none */
    AgentTurn(
            Timeline timeline,
            Line line,
            CallMetrics metrics,
            Transcript transcript,
            @Nullable Heard answers,
            Consumer<After> whenSaid) {
        this.timeline = timeline;
        this.line = line;
        this.metrics = metrics;
        this.transcript = transcript;
        this.answers = answers;
        this.whenSaid = whenSaid;
        this.askedAt = timeline.realMillis();
    }

    /** Adds a sentence; it is spoken once those before it have been. */
    void say(String words) {
        anythingToSay = true;
        queue.add(new Part(PartKind.WORDS, words, timeline.now(), NOTHING));
        goOn();
    }

    /**
     * Adds a sentence that must be said before what is thought of, and is no answer by itself.
     *
     * @param whenSaid run once it was spoken to its end
     */
    void sayFirst(String words, Runnable whenSaid) {
        queue.add(new Part(PartKind.WORDS, words, timeline.now(), whenSaid));
        goOn();
    }

    /** Puts a tool's result into the transcript, after what was said before it. */
    void note(String toolResult) {
        queue.add(new Part(PartKind.TOOL_RESULT, toolResult, timeline.now(), NOTHING));
        goOn();
    }

    /** Presses keys, after what was said before; what the other side makes of them is the next that is heard. */
    void press(String keys) {
        queue.add(new Part(PartKind.KEYS, keys, timeline.now(), NOTHING));
        goOn();
    }

    /** Does something after what was said before, also when that is cut short. */
    void run(Runnable what) {
        queue.add(new Part(PartKind.STEP, "", timeline.now(), what));
        goOn();
    }

    /** Nothing more is to be said. */
    void end(After next) {
        after = next;
        goOn();
    }

    boolean hasAnythingToSay() {
        return anythingToSay;
    }

    /** What follows; null while it is still being thought. */
    @Nullable
    After after() {
        return after;
    }

    private void goOn() {
        while (sentence == null && !over) {
            Part part = queue.poll();
            if (part == null) {
                if (after != null) {
                    over = true;
                    record(false);
                    whenSaid.accept(after);
                }
                return;
            }
            switch (part.kind()) {
                case WORDS -> {
                    sentence = part;
                    begin();
                    line.say(part.text());
                }
                case TOOL_RESULT -> {
                    record(false);
                    recordTool(part.text(), part.at());
                }
                case STEP -> {
                    record(false);
                    part.whenSaid().run();
                }
                case KEYS -> {
                    record(false);
                    line.press(part.text());
                    recordTool(PressKeys.line(part.text()), timeline.now());
                }
            }
        }
    }

    private void begin() {
        sayingSince = timeline.now();
        if (!begun) {
            begun = true;
            if (answers != null && !line.hasSpeech()) {
                metrics.replied(timeline.realMillis() - askedAt, timeline.now());
            }
        }
    }

    /** The line plays the first sound of a sentence; the first of a turn ends what the caller waited for an answer. */
    void becameAudible() {
        long now = timeline.now();
        if (lineStartedAt < 0) {
            lineStartedAt = now;
        }
        if (!audible && line.hasSpeech()) {
            audible = true;
            metrics.becameAudible(now - sayingSince);
            if (answers != null) {
                metrics.replied(now - answers.endedAt(), now);
                line.quality().map(CallQuality::roundTripMs).ifPresent(millis -> metrics.roundTrip(Math.round(millis)));
            }
        }
    }

    /** The line has played the sentence to its end: the next follows. */
    void spoken() {
        if (sentence != null) {
            Part spoken = sentence;
            append(spoken.text());
            sentence = null;
            spoken.whenSaid().run();
            goOn();
        }
    }

    /** Falls silent; what was not said yet never will be. */
    void cut() {
        if (over) {
            return;
        }
        over = true;
        if (sentence != null) {
            append(line.cut());
            sentence = null;
        }
        record(true);
        for (Part part : queue) {
            switch (part.kind()) {
                case TOOL_RESULT -> recordTool(part.text(), part.at());
                case STEP -> part.whenSaid().run();
                case WORDS, KEYS -> {
                    // neither heard nor pressed
                }
            }
        }
    }

    private void append(String words) {
        if (!words.isEmpty()) {
            said.append(said.isEmpty() ? "" : " ").append(words);
            metrics.spoke(words);
        }
    }

    private void record(boolean interrupted) {
        if (!said.isEmpty()) {
            String words = said.toString();
            said.setLength(0);
            long startedAt = lineStartedAt;
            lineStartedAt = -1;
            transcript.add(TranscriptRole.AGENT, words, metrics.sinceAnswer(startedAt), interrupted);
        }
    }

    private void recordTool(String text, long at) {
        transcript.add(TranscriptRole.TOOL, text, metrics.sinceAnswer(at), false);
    }

    private enum PartKind {
        WORDS,
        TOOL_RESULT,
        KEYS,
        STEP
    }

    /** @param whenSaid run once the words were spoken to their end */
    private record Part(PartKind kind, String text, long at, Runnable whenSaid) {}
}
