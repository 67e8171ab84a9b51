package com.osmtalk.voice.phone.rtp;

/**
 * Tells each key that the far end presses once (RFC 4733), of packets that are repeated, lost and reordered. A press is
 * known by its timestamp, which all its packets share, and is told with the first of them that comes. For one thread.
 */
final class HeardKeys {
    private static final String EVENTS = "0123456789*#ABCD";
    private static final int PAYLOAD_BYTES = 4;
    private static final int PACKETS_A_SECOND = 50;

    private boolean any;
    private int event;
    private int timestamp;
    private int duration;
    private boolean released;

    /**
     * Takes a packet of a key.
     *
     * @return the key, or 0 when it was told before, or is none
     */
    char hear(RtpPacket packet, int clockRate) {
        if (packet.payloadLength < PAYLOAD_BYTES) {
            return 0;
        }
        int at = packet.payloadOffset;
        int heard = packet.bytes[at] & 0xff;
        boolean end = packet.bytes[at + 1] < 0;
        int lasts = Bits.unsigned16(packet.bytes, at + 2);
        if (heard >= EVENTS.length()) {
            return 0;
        }
        int later = packet.timestamp - timestamp;
        if (any && later <= 0 && !isLongAgo(later, clockRate)) {
            // of the same press, or of one before it
            if (later == 0) {
                duration = Math.max(duration, lasts);
                released |= end;
            }
            return 0;
        }
        // a press longer than a packet can say goes on in another one that begins where it ends (2.5.1.3); some far
        // ends
        // begin a new one with every packet
        boolean goesOn = any
                && heard == event
                && !released
                && !packet.marker
                && later <= duration + clockRate / PACKETS_A_SECOND;
        any = true;
        event = heard;
        timestamp = packet.timestamp;
        duration = lasts;
        released = end;
        return goesOn ? 0 : EVENTS.charAt(heard);
    }

    /** Another stream begins, with timestamps of its own. */
    void reset() {
        any = false;
    }

    /** Timestamps that far back are no packets that were overtaken: the far end counts anew. */
    private static boolean isLongAgo(int later, int clockRate) {
        return later < -10 * clockRate;
    }
}
