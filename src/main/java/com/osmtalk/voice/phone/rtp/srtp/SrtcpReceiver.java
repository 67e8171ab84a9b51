package com.osmtalk.voice.phone.rtp.srtp;

/** Decrypts reports, and drops those that are forged or repeated. For one thread. */
public final class SrtcpReceiver {
    private final SessionKeys reports;
    private final ReplayWindow window = new ReplayWindow();
    private int ssrc;

    public SrtcpReceiver(MasterKey key) {
        this.reports = SessionKeys.forReports(key);
    }

    /** Decrypts a report in place; gives how long it is now, or -1 when it is forged, repeated, or none. */
    public int unprotect(byte[] report, int length) {
        int signed = length - SrtcpSender.TAG_BYTES;
        int bare = signed - SrtcpSender.INDEX_BYTES;
        if (bare < SrtcpSender.HEADER_BYTES
                || !reports.signature().isSigned(report, signed, SrtcpSender.NOTHING, SrtcpSender.TAG_BYTES)) {
            return -1;
        }
        int from = PacketHeader.get32(report, 4);
        if (from != ssrc) {
            ssrc = from;
            window.reset();
        }
        int index = PacketHeader.get32(report, bare);
        boolean encrypted = (index & SrtcpSender.ENCRYPTED) != 0;
        index &= ~SrtcpSender.ENCRYPTED;
        if (window.isReplayed(index)) {
            return -1;
        }
        window.add(index);
        if (encrypted) {
            reports.crypt(report, SrtcpSender.HEADER_BYTES, bare - SrtcpSender.HEADER_BYTES, from, index);
        }
        return bare;
    }
}
