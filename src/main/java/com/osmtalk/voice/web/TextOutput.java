package com.osmtalk.voice.web;

import com.osmtalk.voice.media.SentenceOutput;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Sentences in writing only. The text itself is sent by {@link WebLine} whether or not it is spoken; here is the time
 * it takes: a sentence counts as spoken after as long as text takes to appear that is being typed fast, so that a
 * conversation in writing has turns as one aloud has.
 */
final class TextOutput implements SentenceOutput {
    private static final int CHARACTERS_PER_SECOND = 200;

    private final Countdown appearing;
    private final Listener listener;
    private @Nullable String sentence;

    TextOutput(Timeline timeline, Listener listener) {
        this.appearing = new Countdown(timeline);
        this.listener = listener;
    }

    @Override
    public void say(String text) {
        sentence = text;
        appearing.start(0, () -> {
            listener.audible();
            appearing.start(1_000L * text.length() / CHARACTERS_PER_SECOND, () -> {
                sentence = null;
                listener.spoken();
            });
        });
    }

    /** All of the sentence has been read: it went out in one message. */
    @Override
    public String cut() {
        String text = sentence;
        sentence = null;
        appearing.stop();
        return text == null ? "" : text;
    }
}
