package com.osmtalk.voice.speech;

import com.osmtalk.Waiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listening session tells. */
final class HeardTurns implements ListeningSession.Listener {
    final List<String> told = new CopyOnWriteArrayList<>();
    volatile boolean lasting;
    volatile long silentMillis = -1;

    @Override
    public void speechStarted() {
        told.add("started");
    }

    @Override
    public void speechStopped(long millisAgo) {
        silentMillis = millisAgo;
        told.add("stopped");
    }

    @Override
    public void partial(String words) {
        told.add("perhaps " + words);
    }

    @Override
    public void words(String words) {
        told.add(words);
    }

    @Override
    public void turnEnded() {
        told.add("ended");
    }

    @Override
    public void failed(SpeechException reason) {
        lasting |= reason.isLasting();
        told.add("failed: " + reason.getMessage());
    }

    void await(String what) {
        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> told.contains(what));
    }

    void awaitFailure() {
        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> told.stream().anyMatch(one -> one.startsWith("failed: ")));
    }

    String failure() {
        return told.stream()
                .filter(one -> one.startsWith("failed: "))
                .findFirst()
                .orElseThrow();
    }
}
