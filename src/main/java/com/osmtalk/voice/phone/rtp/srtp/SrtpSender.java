package com.osmtalk.voice.phone.rtp.srtp;

/** Encrypts the packets that we send. For one thread, or behind one lock. */
public final class SrtpSender {
    private final CryptoSuite suite;
    private final SessionKeys sound;
    private final byte[] rollover = new byte[4];
    private long cycles;
    private int last = -1;

    public SrtpSender(CryptoSuite suite, MasterKey key) {
        this.suite = suite;
        this.sound = SessionKeys.forSound(key);
    }

    /** How many bytes longer a packet becomes. */
    public int addedBytes() {
        return suite.tagBytes();
    }

    /**
     * Encrypts a packet in place; sequence numbers go up by one from packet to packet.
     *
     * @param packet has room for {@link #addedBytes} more
     * @param headerBytes are not encrypted
     * @return how long it is now
     */
    public int protect(byte[] packet, int headerBytes, int length) {
        int sequence = PacketHeader.sequence(packet);
        if (sequence < last) {
            cycles++;
        }
        last = sequence;
        sound.crypt(packet, headerBytes, length - headerBytes, PacketHeader.ssrc(packet), cycles << 16 | sequence);
        PacketHeader.put32(rollover, 0, (int) cycles);
        sound.signature().sign(packet, length, rollover, suite.tagBytes());
        return length + suite.tagBytes();
    }
}
