package com.osmtalk.voice.web;

import com.osmtalk.voice.time.Timeline;
import com.osmtalk.voice.time.Timeline.Timer;
import org.jspecify.annotations.Nullable;

/** Sentences in writing only: each counts as spoken after as long as text takes to appear that is being written. */
final class Writing implements Mouth {
    private static final int CHARACTERS_PER_SECOND = 200;

    private final Timeline timeline;
    private final Listener listener;
    private @Nullable String sentence;
    private @Nullable Timer appearing;

    Writing(Timeline timeline, Listener listener) {
        this.timeline = timeline;
        this.listener = listener;
    }

    @Override
    public void say(String text) {
        sentence = text;
        appearing = timeline.after(0, () -> {
            listener.audible();
            appearing = timeline.after(1_000L * text.length() / CHARACTERS_PER_SECOND, () -> {
                sentence = null;
                listener.spoken();
            });
        });
    }

    /** All of the sentence has been read: it went out at once. */
    @Override
    public String cut() {
        String text = sentence;
        sentence = null;
        if (appearing != null) {
            appearing.cancel();
        }
        return text == null ? "" : text;
    }
}
