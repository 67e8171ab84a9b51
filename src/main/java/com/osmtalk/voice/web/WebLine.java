package com.osmtalk.voice.web;

import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.function.BiFunction;

/** The agent's end of a web call. Every sentence goes out in writing as the agent begins it, and aloud where it is wanted. */
final class WebLine implements Line {
    private final Timeline timeline;
    private final LineEvents events;
    private final Peer peer;
    private final Mouth mouth;
    private boolean saying;
    private boolean answering;
    private boolean over;

    /** @param mouth made for the line's timeline */
    WebLine(Timeline timeline, LineEvents events, Peer peer, BiFunction<Timeline, Mouth.Listener, Mouth> mouth) {
        this.timeline = timeline;
        this.events = events;
        this.peer = peer;
        this.mouth = mouth.apply(timeline, new Outgoing());
    }

    /** The visitor is there already: it rings and is answered in the same moment. */
    void connect() {
        soon(events::ringing);
        soon(events::answered);
    }

    @Override
    public void say(String sentence) {
        answering = false;
        saying = true;
        peer.send(Events.saying(sentence));
        mouth.say(sentence);
    }

    @Override
    public String cut() {
        saying = false;
        String heard = mouth.cut();
        peer.send(Events.interrupted(heard));
        return heard;
    }

    @Override
    public void hangUp() {
        over = true;
        mouth.cut();
    }

    @Override
    public void connectTo(Line other) {
        throw new UnsupportedOperationException("a web call is not put through");
    }

    // ---- the visitor, from any thread

    void wrote(String text) {
        soon(() -> {
            answering = true;
            events.heard(new LineEvents.Heard(text, timeline.now(), timeline.now()));
        });
    }

    /** Keeps the agent from asking whether anybody is there, and never interrupts it. */
    void writes() {
        soon(() -> {
            if (!saying && !answering) {
                events.callerSpeaking();
            }
        });
    }

    void began(Utterance utterance) {
        soon(() -> {
            utterance.startedAt = timeline.now();
            events.callerSpeaking();
        });
    }

    void ended(Utterance utterance, long silentMillis) {
        soon(() -> utterance.endedAt = Math.max(utterance.startedAt, timeline.now() - silentMillis));
    }

    /** @param words empty: there were none */
    void recognised(Utterance utterance, String words) {
        soon(() -> {
            answering = !words.isEmpty();
            events.heard(new LineEvents.Heard(words, utterance.startedAt, utterance.endedAt));
        });
    }

    void pressed(char key) {
        soon(() -> events.digit(key));
    }

    void gone() {
        soon(events::hungUp);
    }

    private void soon(Runnable what) {
        timeline.post(() -> {
            if (!over) {
                what.run();
            }
        });
    }

    /** Something the visitor says, in line time; only its timeline looks at it. */
    static final class Utterance {
        private long startedAt;
        private long endedAt;
    }

    private final class Outgoing implements Mouth.Listener {
        @Override
        public void audible() {
            events.audible();
        }

        @Override
        public void spoken() {
            saying = false;
            events.spoken();
        }
    }
}
