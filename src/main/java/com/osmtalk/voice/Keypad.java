package com.osmtalk.voice;

import com.osmtalk.voice.time.Timeline;
import com.osmtalk.voice.time.Timeline.Timer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the keys a caller presses into one entry: until hash, a pause, or as many as any number has. */
final class Keypad {
    private static final long PAUSE = 1_500;
    private static final int LONGEST = 32;

    private final Timeline timeline;
    private final Consumer<String> entered;
    private final StringBuilder keys = new StringBuilder();
    private @Nullable Timer pause;

    Keypad(Timeline timeline, Consumer<String> entered) {
        this.timeline = timeline;
        this.entered = entered;
    }

    void press(char key) {
        if (pause != null) {
            pause.cancel();
        }
        if (key != '#' || keys.isEmpty()) {
            keys.append(key);
        }
        if (key == '#' || keys.length() == LONGEST) {
            enter();
        } else {
            pause = timeline.after(PAUSE, this::enter);
        }
    }

    private void enter() {
        String all = keys.toString();
        keys.setLength(0);
        entered.accept(all);
    }
}
