package com.osmtalk.voice;

import com.osmtalk.voice.brain.SentenceSplitter;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * What is said to a person who is to take a call over, before anybody is connected with them: that an AI speaks, what
 * it is about, and which keys take the call or decline it. It waits for a key and for nothing else: a mailbox answers
 * and talks as people do, but presses none, so that no caller is ever connected with one. Who says nothing for long is
 * asked twice more.
 */
final class TransferOffer {
    static final char ACCEPT = '1';
    static final char DECLINE = '2';

    private static final long PAUSE = 6_000;
    private static final int MOST_TIMES_ASKED = 3;

    private final Line line;
    private final StandardPhrases phrases;
    private final Runnable whenUnanswered;
    private final Countdown silence;
    private final Deque<String> toSay = new ArrayDeque<>();
    private int timesAsked;
    private boolean speaking;

    /** @param whenUnanswered run when no key was pressed in time */
    TransferOffer(Line line, StandardPhrases phrases, Timeline timeline, Runnable whenUnanswered) {
        this.line = line;
        this.phrases = phrases;
        this.whenUnanswered = whenUnanswered;
        this.silence = new Countdown(timeline);
    }

    /** @param about what the call is about; empty: nothing is said of it */
    void begin(String about) {
        add(phrases.get(Phrase.TRANSFER_OFFER));
        if (!about.isBlank()) {
            add(phrases.get(Phrase.TRANSFER_ABOUT, Map.of("summary", about)));
        }
        askForAKey();
    }

    /** The line has spoken the sentence to its end. */
    void spoken() {
        speaking = false;
        goOn();
    }

    /** Falls silent. */
    void stop() {
        silence.stop();
        toSay.clear();
        if (speaking) {
            speaking = false;
            line.cut();
        }
    }

    private void askForAKey() {
        timesAsked++;
        add(phrases.get(Phrase.TRANSFER_KEYS));
        goOn();
    }

    private void add(String words) {
        toSay.addAll(SentenceSplitter.of(words));
    }

    private void goOn() {
        String next = toSay.poll();
        if (next != null) {
            speaking = true;
            line.say(next);
        } else if (timesAsked < MOST_TIMES_ASKED) {
            silence.start(PAUSE, this::askForAKey);
        } else {
            silence.start(PAUSE, whenUnanswered);
        }
    }
}
