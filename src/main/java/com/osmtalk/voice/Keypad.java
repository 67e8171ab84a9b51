package com.osmtalk.voice;

import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.function.Consumer;

/**
 * Gathers the keys a caller presses into one entry: until hash, a pause of one and a half seconds, or 32 keys. The hash
 * ends an entry and is no part of it, unless it is pressed alone.
 */
final class Keypad {
    private static final long PAUSE = 1_500;
    private static final int LONGEST = 32;

    private final Consumer<String> entered;
    private final StringBuilder keys = new StringBuilder();
    private final Countdown pause;

    Keypad(Timeline timeline, Consumer<String> entered) {
        this.entered = entered;
        this.pause = new Countdown(timeline);
    }

    void press(char key) {
        pause.stop();
        if (key != '#' || keys.isEmpty()) {
            keys.append(key);
        }
        if (key == '#' || keys.length() == LONGEST) {
            enter();
        } else {
            pause.start(PAUSE, this::enter);
        }
    }

    private void enter() {
        String all = keys.toString();
        keys.setLength(0);
        entered.accept(all);
    }
}
