package com.osmtalk.voice.carrier;

/** In the place of a line that was never opened: nothing is heard on it and nothing comes of it. */
final class NoLine implements Line {
    @Override
    public void say(String sentence) {}

    @Override
    public String cut() {
        return "";
    }

    @Override
    public void press(String keys) {}

    @Override
    public void hangUp() {}

    @Override
    public void connectTo(Line other, BridgeEvents events) {}
}
