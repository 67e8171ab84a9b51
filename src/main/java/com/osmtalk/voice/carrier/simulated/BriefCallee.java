package com.osmtalk.voice.carrier.simulated;

/** Speaks only so often, then has heard enough: two programs that are polite to each other would never hang up. */
final class BriefCallee implements Callee {
    private final Callee callee;
    private int turnsLeft;

    BriefCallee(Callee callee, int turns) {
        this.callee = callee;
        this.turnsLeft = turns;
    }

    @Override
    public Reaction onPickUp() {
        return callee.onPickUp();
    }

    @Override
    public Reaction whileListening(int turn) {
        return turnsLeft > 0 ? callee.whileListening(turn) : Reaction.WAIT;
    }

    @Override
    public Reaction onKeys(String keys) {
        return turnsLeft > 0 ? callee.onKeys(keys) : Reaction.WAIT;
    }

    @Override
    public Reaction onSilence(String said, int turn) {
        return turnsLeft-- > 0 ? callee.onSilence(said, turn) : Reaction.HANG_UP;
    }
}
