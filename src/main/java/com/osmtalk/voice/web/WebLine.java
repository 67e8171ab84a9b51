package com.osmtalk.voice.web;

import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import com.osmtalk.voice.time.Timeline.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of a web call. A sentence goes out in writing the moment the agent begins it, and counts as spoken a
 * little later, as fast as text appears that is being written.
 */
final class WebLine implements Line {
    private static final int CHARACTERS_PER_SECOND = 200;

    private final Timeline timeline;
    private final LineEvents events;
    private final Peer peer;
    private @Nullable String sentence;
    private @Nullable Timer writing;
    private boolean answering;
    private boolean over;

    WebLine(Timeline timeline, LineEvents events, Peer peer) {
        this.timeline = timeline;
        this.events = events;
        this.peer = peer;
    }

    /** The visitor is there already: it rings and is answered in the same moment. */
    void connect() {
        soon(events::ringing);
        soon(events::answered);
    }

    @Override
    public void say(String text) {
        answering = false;
        sentence = text;
        peer.send(Events.saying(text));
        writing = timeline.after(0, () -> {
            events.audible();
            writing = timeline.after(1_000L * text.length() / CHARACTERS_PER_SECOND, this::written);
        });
    }

    private void written() {
        sentence = null;
        events.spoken();
    }

    /** All of the sentence has been read by then: it went out at once. */
    @Override
    public String cut() {
        String text = sentence;
        silence();
        return text == null ? "" : text;
    }

    private void silence() {
        sentence = null;
        if (writing != null) {
            writing.cancel();
        }
    }

    @Override
    public void hangUp() {
        over = true;
        silence();
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
            if (sentence == null && !answering) {
                events.callerSpeaking();
            }
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
}
