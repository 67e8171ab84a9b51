package com.osmtalk.voice.phone.rtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Keys that we press, one after the other, as packets of RFC 4733: one every 20 ms while the key is down, the last one
 * three times, since nothing else tells that it is released; then a pause, as long as the slowest decoders of tones
 * need to tell two presses apart. Not thread-safe.
 */
final class PressedKeys {
    private static final String EVENTS = "0123456789*#ABCD";
    private static final int PAYLOAD_BYTES = 4;
    /** -10 dBm0, as a telephone's tones are. */
    private static final int VOLUME = 10;

    private static final int PACKETS_DOWN = 5;
    private static final int PACKETS_RELEASED = 3;
    private static final int PACKETS_BETWEEN = 3;
    private static final int MOST_WAITING = 64;
    private static final int PACKETS_A_SECOND = 50;

    private final Deque<Character> waiting = new ArrayDeque<>();
    private int event;
    /** Packets of the key that have been sent, those of the pause included; -1: no key is pressed. */
    private int sent = -1;

    /** What is no key of a telephone is left out. */
    void press(String keys) {
        for (char key : keys.toUpperCase(Locale.ROOT).toCharArray()) {
            if (EVENTS.indexOf(key) >= 0 && waiting.size() < MOST_WAITING) {
                waiting.add(key);
            }
        }
    }

    /** Goes on to the next packet; gives whether it is one of a key, and not of sound. */
    boolean next() {
        if (sent >= PACKETS_DOWN + PACKETS_RELEASED + PACKETS_BETWEEN - 1) {
            sent = -1;
        }
        if (sent < 0) {
            Character key = waiting.poll();
            if (key == null) {
                return false;
            }
            event = EVENTS.indexOf(key);
        }
        sent++;
        return sent < PACKETS_DOWN + PACKETS_RELEASED;
    }

    /** The key of the packet. */
    char key() {
        return EVENTS.charAt(event);
    }

    /** Whether it is down, and not just released. */
    boolean isDown() {
        return sent < PACKETS_DOWN;
    }

    /** Whether the packet is the first of a key. */
    boolean isFirst() {
        return sent == 0;
    }

    /** Writes the packet's payload; gives its length. */
    int write(byte[] packet, int at, int clockRate) {
        packet[at] = (byte) event;
        packet[at + 1] = (byte) (VOLUME | (isDown() ? 0 : 0x80));
        Bits.put16(packet, at + 2, Math.min(sent + 1, PACKETS_DOWN) * (clockRate / PACKETS_A_SECOND));
        return PAYLOAD_BYTES;
    }
}
