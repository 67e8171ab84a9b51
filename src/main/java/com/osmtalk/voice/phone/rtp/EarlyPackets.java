package com.osmtalk.voice.phone.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The last packets that came before they could be read: an answer by SIP takes another way than the sound, and the
 * first word of whoever picks up may overtake it (RFC 3264, 5.1). A second of them, since what is older is the ringing
 * of a network that sends it without saying so. For the thread that receives; after its first packets it allocates
 * nothing for one of the same length.
 */
final class EarlyPackets {
    static final int MOST = 50;

    private final @Nullable Packet[] ring = new Packet[MOST];
    private int next;
    private int size;

    /** Copies a packet; the oldest gives way to it. */
    void keep(byte[] bytes, int length, InetSocketAddress from, long now) {
        Packet packet = ring[next];
        if (packet == null || packet.bytes.length < length) {
            packet = new Packet(new byte[length]);
            ring[next] = packet;
        }
        System.arraycopy(bytes, 0, packet.bytes, 0, length);
        packet.length = length;
        packet.from = from;
        packet.at = now;
        next = (next + 1) % MOST;
        size = Math.min(size + 1, MOST);
    }

    /** Gives those that are kept, in the order in which they came. */
    void giveTo(Taker taker) {
        for (int i = 0; i < size; i++) {
            Packet packet = ring[Math.floorMod(next - size + i, MOST)];
            if (packet != null && packet.from != null) {
                taker.take(packet.bytes, packet.length, packet.from, packet.at);
            }
        }
    }

    /** Who reads them. */
    interface Taker {
        void take(byte[] bytes, int length, InetSocketAddress from, long at);
    }

    private static final class Packet {
        private final byte[] bytes;
        private int length;
        private @Nullable InetSocketAddress from;
        private long at;

        Packet(byte[] bytes) {
            this.bytes = bytes;
        }
    }
}
