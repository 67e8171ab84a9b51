package com.osmtalk.voice.speech;

import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a speaking session gives. */
final class HeardSound implements SpeakingSession.Listener {
    private final List<Short> firstSamples = new ArrayList<>();
    private String end = "";

    @Override
    public synchronized void frame(byte[] pcm, int offset) {
        firstSamples.add(Pcm.sample(pcm, offset));
    }

    @Override
    public synchronized void done() {
        end += "done";
    }

    @Override
    public synchronized void failed(SpeechException reason) {
        end += "failed: " + reason.getMessage();
    }

    synchronized int frames() {
        return firstSamples.size();
    }

    synchronized List<Short> firstSamples() {
        return List.copyOf(firstSamples);
    }

    synchronized String end() {
        return end;
    }

    String awaitEnd() {
        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> !end().isEmpty());
        return end();
    }

    void awaitFrames(int atLeast) {
        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> frames() >= atLeast);
    }
}
