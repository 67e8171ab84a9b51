package com.osmtalk.voice.web;

import com.osmtalk.voice.speech.Pcm;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.speech.VoiceActivity;
import com.osmtalk.voice.web.WebLine.Utterance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the visitor: finds what is speech, has it recognised, and hands on the words in the order they were said. */
final class Ear implements VoiceActivity.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final int MOST_UNDER_WAY = 3;

    private final SpeechToText recogniser;
    private final String language;
    private final WebLine line;
    private final Peer peer;
    private final Tap tap;
    private final VoiceActivity activity = new VoiceActivity(this);
    private final AtomicInteger underWay = new AtomicInteger();
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    private Utterance utterance = new Utterance();
    private int filled;
    private volatile boolean toldOfFailure;

    Ear(SpeechToText recogniser, String language, WebLine line, Peer peer, Tap tap) {
        this.recogniser = recogniser;
        this.language = language;
        this.line = line;
        this.peer = peer;
        this.tap = tap;
    }

    /** Any even number of bytes; frames are put together here. */
    void hear(byte[] bytes) {
        for (byte value : bytes) {
            frame[filled++] = value;
            if (filled == frame.length) {
                filled = 0;
                byte[] whole = frame.clone();
                tap.caller(whole);
                activity.hear(whole);
            }
        }
    }

    @Override
    public void began() {
        utterance = new Utterance();
        line.began(utterance);
    }

    @Override
    public void ended(byte[] pcm, long silentMillis) {
        Utterance ended = utterance;
        line.ended(ended, silentMillis);
        CompletableFuture<String> words = underWay.incrementAndGet() > MOST_UNDER_WAY
                ? CompletableFuture.completedFuture("")
                : recogniser.recognise(pcm, language).toCompletableFuture();
        told = told.thenCombine(words.handle(this::wordsOrNone), (nothing, text) -> {
            underWay.decrementAndGet();
            line.recognised(ended, text);
            return null;
        });
    }

    private String wordsOrNone(@Nullable String words, @Nullable Throwable fault) {
        if (words != null) {
            return words;
        }
        LOG.warn("speech could not be recognised: {}", String.valueOf(fault));
        if (!toldOfFailure) {
            toldOfFailure = true;
            peer.send(Events.error(
                    new Refusal("speech_failed", "What you said could not be recognised. Say it again, or write.")));
        }
        return "";
    }
}
