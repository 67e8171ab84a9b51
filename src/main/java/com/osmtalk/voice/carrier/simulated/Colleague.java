package com.osmtalk.voice.carrier.simulated;

import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;

/** Anybody of this network, who presses a key when they are asked whether they take a call over. */
final class Colleague implements Callee {
    static final String ACCEPTS = "1";
    static final String DECLINES = "2";

    private final Callee callee;
    private final String key;

    Colleague(Callee callee, String key) {
        this.callee = callee;
        this.key = key;
    }

    @Override
    public Reaction onPickUp() {
        return callee.onPickUp();
    }

    @Override
    public Reaction whileListening(int turn) {
        return callee.whileListening(turn);
    }

    @Override
    public Reaction onKeys(String keys) {
        return callee.onKeys(keys);
    }

    @Override
    public Reaction onSilence(String said, int turn) {
        return isOfferedACall(said) ? Reaction.press(key) : callee.onSilence(said, turn);
    }

    private static boolean isOfferedACall(String said) {
        return StandardPhrases.LANGUAGES.stream()
                .anyMatch(language -> said.contains(StandardPhrases.in(language).get(Phrase.TRANSFER_KEYS)));
    }
}
