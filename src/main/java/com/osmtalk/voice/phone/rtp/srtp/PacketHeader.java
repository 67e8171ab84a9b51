package com.osmtalk.voice.phone.rtp.srtp;

/** What of a packet's header encryption has to know. */
final class PacketHeader {
    static final int BYTES = 12;

    private PacketHeader() {}

    static int sequence(byte[] packet) {
        return (packet[2] & 0xff) << 8 | packet[3] & 0xff;
    }

    static int ssrc(byte[] packet) {
        return get32(packet, 8);
    }

    /** How long the header is, with what is not encrypted of it; more than {@code length}: it is cut off. */
    static int bytes(byte[] packet, int length) {
        int bytes = BYTES + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0 && bytes + 4 <= length) {
            bytes += 4 + 4 * ((packet[bytes + 2] & 0xff) << 8 | packet[bytes + 3] & 0xff);
        }
        return bytes;
    }

    static int get32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    static void put32(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> 24 - 8 * i);
        }
    }
}
