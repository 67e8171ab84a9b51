package com.osmtalk.voice.phone.rtp;

/**
 * The header of a packet of sound (RFC 3550, 5.1): reads it from bytes that came, and writes those that go. One object
 * is used for packet after packet.
 */
final class RtpPacket {
    static final int HEADER_BYTES = 12;
    /** What an Ethernet frame holds; nothing larger comes in one piece. */
    static final int MOST_BYTES = 1_500;

    private static final int VERSION = 2;

    byte[] bytes = {};
    int payloadType;
    boolean marker;
    int sequence;
    int timestamp;
    int ssrc;
    int payloadOffset;
    int payloadLength;

    /**
     * Reads a header. Contributing sources and header extensions are passed over.
     *
     * @param packet is kept until the next one is read
     * @return false: it is no packet of RTP
     */
    boolean read(byte[] packet, int length) {
        if (length < HEADER_BYTES || (packet[0] & 0xff) >> 6 != VERSION) {
            return false;
        }
        bytes = packet;
        marker = packet[1] < 0;
        payloadType = packet[1] & 0x7f;
        sequence = Bits.unsigned16(packet, 2);
        timestamp = Bits.int32(packet, 4);
        ssrc = Bits.int32(packet, 8);
        payloadOffset = HEADER_BYTES + 4 * (packet[0] & 0x0f);
        if ((packet[0] & 0x10) != 0) {
            if (payloadOffset + 4 > length) {
                return false;
            }
            payloadOffset += 4 + 4 * Bits.unsigned16(packet, payloadOffset + 2);
        }
        int padding = (packet[0] & 0x20) == 0 ? 0 : packet[length - 1] & 0xff;
        payloadLength = length - payloadOffset - padding;
        return payloadLength >= 0 && (padding > 0 || (packet[0] & 0x20) == 0);
    }

    /** Writes a header without extensions at the beginning of a packet. */
    static void writeHeader(byte[] packet, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        packet[0] = (byte) (VERSION << 6);
        packet[1] = (byte) (payloadType | (marker ? 0x80 : 0));
        Bits.put16(packet, 2, sequence);
        Bits.put32(packet, 4, timestamp);
        Bits.put32(packet, 8, ssrc);
    }
}
