package com.osmtalk.voice.phone.rtp.srtp;

/** Encrypts the reports that we send (RFC 3711, 3.4). For one thread, or behind one lock. */
public final class SrtcpSender {
    static final int TAG_BYTES = 10;
    static final int INDEX_BYTES = 4;
    /** What stays readable: the first header and the sender. */
    static final int HEADER_BYTES = 8;

    static final int ENCRYPTED = 0x8000_0000;
    static final byte[] NOTHING = {};

    private final SessionKeys reports;
    private int index;

    public SrtcpSender(MasterKey key) {
        this.reports = SessionKeys.forReports(key);
    }

    /** How many bytes longer a report becomes. */
    public int addedBytes() {
        return INDEX_BYTES + TAG_BYTES;
    }

    /** Encrypts a report in place; gives how long it is now. */
    public int protect(byte[] report, int length) {
        int ssrc = PacketHeader.get32(report, 4);
        index = index + 1 & ~ENCRYPTED;
        reports.crypt(report, HEADER_BYTES, length - HEADER_BYTES, ssrc, index);
        PacketHeader.put32(report, length, index | ENCRYPTED);
        reports.signature().sign(report, length + INDEX_BYTES, NOTHING, TAG_BYTES);
        return length + INDEX_BYTES + TAG_BYTES;
    }
}
