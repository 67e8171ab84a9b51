package com.osmtalk.voice.phone.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the reports that we send: what we sent, what came, and who we are (RFC 3550, 6.4 and 6.5). */
final class RtcpReport {
    static final int SENDER = 200;
    static final int RECEIVER = 201;
    static final int DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int HEADER_BYTES = 8;
    static final int BLOCK_BYTES = 24;
    static final int SENDER_BYTES = 20;

    private static final int VERSION = 0x80;
    private static final int CANONICAL_NAME = 1;

    private final byte[] bytes;
    private int length;

    /** @param bytes with room for 200 */
    RtcpReport(byte[] bytes) {
        this.bytes = bytes;
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /**
     * What we sent.
     *
     * @param ntp the time now, as NTP counts it
     * @param timestamp the same time, as our packets count it
     */
    void sender(int ssrc, long ntp, int timestamp, int packets, int payloadBytes, int blocks) {
        header(SENDER, blocks, HEADER_BYTES + SENDER_BYTES + blocks * BLOCK_BYTES, ssrc);
        put((int) (ntp >> 32));
        put((int) ntp);
        put(timestamp);
        put(packets);
        put(payloadBytes);
    }

    /** We sent nothing. */
    void receiver(int ssrc, int blocks) {
        header(RECEIVER, blocks, HEADER_BYTES + blocks * BLOCK_BYTES, ssrc);
    }

    /** What came of a stream. */
    void block(int ssrc, ReceptionReport reception, int lastReport, int delay) {
        put(ssrc);
        put(reception.fractionLost() << 24 | reception.lost() & 0xff_ffff);
        put(reception.highestSequence());
        put(reception.jitter());
        put(lastReport);
        put(delay);
    }

    void name(int ssrc, String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        // an item of two bytes and the name, then at least one zero, up to a multiple of four
        int itemBytes = (2 + text.length) / 4 * 4 + 4;
        header(DESCRIPTION, 1, HEADER_BYTES + itemBytes, ssrc);
        bytes[length] = CANONICAL_NAME;
        bytes[length + 1] = (byte) text.length;
        System.arraycopy(text, 0, bytes, length + 2, text.length);
        Arrays.fill(bytes, length + 2 + text.length, length + itemBytes, (byte) 0);
        length += itemBytes;
    }

    void goodbye(int ssrc) {
        header(GOODBYE, 1, HEADER_BYTES, ssrc);
    }

    private void header(int type, int count, int packetBytes, int ssrc) {
        bytes[length] = (byte) (VERSION | count);
        bytes[length + 1] = (byte) type;
        Bits.put16(bytes, length + 2, packetBytes / 4 - 1);
        length += 4;
        put(ssrc);
    }

    private void put(int value) {
        Bits.put32(bytes, length, value);
        length += 4;
    }
}
