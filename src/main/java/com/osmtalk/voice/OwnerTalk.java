package com.osmtalk.voice;

import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.OwnerLines;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the agent and the person behind its call while that lasts: notes, questions and their answers.
 * Runs on the call's timeline only. How long an answer is waited for is real time, also on a network that runs faster:
 * it is a real person who answers.
 */
final class OwnerTalk {
    private static final Duration BETWEEN_REASSURANCES = Duration.ofSeconds(12);

    private final Duration patience;
    private final Timeline timeline;
    private final CallMetrics metrics;
    private final Transcript transcript;
    private final Host host;
    private final Set<Integer> notesKnown = new HashSet<>();
    private final List<String> early = new ArrayList<>();
    private boolean begun;
    private int asked;
    private @Nullable Open open;

    private record Open(int n, Timeline.Timer lapse) {}

    /** @param patience how long a question stays open */
    OwnerTalk(Duration patience, Timeline timeline, CallMetrics metrics, Transcript transcript, Host host) {
        this.patience = patience;
        this.timeline = timeline;
        this.metrics = metrics;
        this.transcript = transcript;
        this.host = host;
    }

    /** The call was answered: the notes that came before are the first lines of its transcript. */
    void begin() {
        begun = true;
        early.forEach(this::write);
        early.clear();
    }

    /** A note, which the agent's next turn knows of. One that came before the answer waits for it. */
    void note(int n, String text) {
        if (!notesKnown.add(n)) {
            return;
        }
        String line = OwnerLines.note(text);
        if (begun) {
            write(line);
        } else {
            early.add(line);
        }
    }

    /** Whether the agent waits for an answer. */
    boolean isAsking() {
        return open != null;
    }

    /** Puts a question, unless one is open. */
    void ask(AskOwner question) {
        if (open != null) {
            return;
        }
        int n = ++asked;
        write(OwnerLines.question(n, question.question(), question.choices()));
        open = new Open(n, timeline.afterReal(patience.toMillis(), () -> lapse(n)));
        host.asked(n, question, patience);
        reassureLater(n);
    }

    /** The answer to a question. One that crosses its lapse is taken all the same: it was accepted as in time. */
    void answer(int n, String text) {
        if (open != null && open.n() == n) {
            open.lapse().cancel();
            open = null;
        }
        write(OwnerLines.answer(n, text));
        host.ownerAnswered();
    }

    /** The call is over. */
    void end() {
        if (open != null) {
            open.lapse().cancel();
            open = null;
        }
    }

    private void lapse(int n) {
        open = null;
        write(OwnerLines.lapse(n));
        host.lapsed(n);
    }

    private void reassureLater(int n) {
        timeline.afterReal(BETWEEN_REASSURANCES.toMillis(), () -> {
            if (open != null && open.n() == n) {
                host.reassure();
                reassureLater(n);
            }
        });
    }

    private void write(String line) {
        transcript.add(TranscriptRole.SYSTEM, line, metrics.sinceAnswer(timeline.now()), false);
    }

    /** The conversation in which this happens. */
    interface Host {
        /** A question is open from now on, for that long. */
        void asked(int n, AskOwner question, Duration patience);

        /** An answer is in the transcript, and to be acted on. */
        void ownerAnswered();

        /** Nobody has answered: the other side is to be told, and the conversation goes on. */
        void lapsed(int n);

        /** It takes a while: whoever waits on the phone is to be told that the line is not dead. */
        void reassure();
    }
}
