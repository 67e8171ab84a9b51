package com.osmtalk.voice.phone.rtp;

import java.time.Duration;

/**
 * What holds for the sound of all calls.
 *
 * @param firstPort of the range that RTP and RTCP ports are taken from, two for a call
 * @param lastPort of the range, itself included
 * @param silentAfter for how long nothing comes from a far end that must be gone
 */
public record MediaSettings(int firstPort, int lastPort, Duration silentAfter) {
    /** Below the range that Linux takes ports of its own choice from. */
    public static final MediaSettings DEFAULT = new MediaSettings(10_000, 19_999, Duration.ofSeconds(30));

    public MediaSettings {
        if (firstPort < 1 || lastPort > 65_535 || evenPort(firstPort) >= lastPort) {
            throw new IllegalArgumentException("from " + firstPort + " to " + lastPort + " there is no pair of ports");
        }
        if (silentAfter.isNegative() || silentAfter.isZero()) {
            throw new IllegalArgumentException("a far end is not gone after " + silentAfter);
        }
    }

    /** How many calls have ports in the range. */
    int pairs() {
        return (lastPort - firstPair() + 1) / 2;
    }

    /** The lowest even port. */
    int firstPair() {
        return evenPort(firstPort);
    }

    private static int evenPort(int from) {
        return from + (from & 1);
    }
}
