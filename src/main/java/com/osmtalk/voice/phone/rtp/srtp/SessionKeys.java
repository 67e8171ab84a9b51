package com.osmtalk.voice.phone.rtp.srtp;

import java.util.Arrays;

/**
 * The keys of one direction, for sound or for reports, derived from its master key (RFC 3711, 4.3), and what is done
 * with them. For one thread.
 */
final class SessionKeys {
    private static final int SIGNING_KEY_BYTES = 20;
    /** Labels of the keys (4.3.1, 4.3.2): of the first three for sound, the next three for reports. */
    private static final int ENCRYPTION = 0;

    private static final int SIGNING = 1;
    private static final int SALT = 2;
    private static final int FOR_REPORTS = 3;

    private final Keystream keystream;
    private final PacketSignature signature;
    private final byte[] salt;
    private final byte[] counter = new byte[Keystream.BLOCK];

    private SessionKeys(MasterKey master, int firstLabel) {
        keystream = new Keystream(derive(master, firstLabel + ENCRYPTION, MasterKey.KEY_BYTES));
        signature = new PacketSignature(derive(master, firstLabel + SIGNING, SIGNING_KEY_BYTES));
        salt = derive(master, firstLabel + SALT, MasterKey.SALT_BYTES);
    }

    static SessionKeys forSound(MasterKey master) {
        return new SessionKeys(master, 0);
    }

    static SessionKeys forReports(MasterKey master) {
        return new SessionKeys(master, FOR_REPORTS);
    }

    static byte[] derive(MasterKey master, int label, int length) {
        byte[] first = Arrays.copyOf(master.salt(), Keystream.BLOCK);
        first[7] ^= (byte) label;
        byte[] key = new byte[length];
        new Keystream(master.key()).apply(first, key, 0, length);
        return key;
    }

    /**
     * Encrypts or decrypts part of a packet.
     *
     * @param index of the packet, 48 bits
     */
    void crypt(byte[] packet, int offset, int length, int ssrc, long index) {
        System.arraycopy(salt, 0, counter, 0, salt.length);
        for (int i = 0; i < 4; i++) {
            counter[4 + i] ^= (byte) (ssrc >> 24 - 8 * i);
        }
        for (int i = 0; i < 6; i++) {
            counter[8 + i] ^= (byte) (index >> 40 - 8 * i);
        }
        keystream.apply(counter, packet, offset, length);
    }

    PacketSignature signature() {
        return signature;
    }
}
