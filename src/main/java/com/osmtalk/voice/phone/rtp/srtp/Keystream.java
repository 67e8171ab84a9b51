package com.osmtalk.voice.phone.rtp.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode (RFC 3711, 4.1.1). Java's own counter mode wants an object for the first counter of each packet,
 * so the counters are written here and encrypted as blocks. For one thread; allocates nothing for a packet.
 */
final class Keystream {
    static final int BLOCK = 16;
    private static final int MOST_BLOCKS = 96;

    private final Cipher cipher;
    private final byte[] counters = new byte[MOST_BLOCKS * BLOCK];
    private final byte[] stream = new byte[MOST_BLOCKS * BLOCK];

    Keystream(byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no AES", e);
        }
    }

    /**
     * Encrypts or decrypts in place.
     *
     * @param first the counter of the first block, whose last two bytes are counted up from zero
     * @param length at most 1,536
     */
    void apply(byte[] first, byte[] bytes, int offset, int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(first, 0, counters, i * BLOCK, BLOCK - 2);
            counters[i * BLOCK + BLOCK - 2] = (byte) (i >> 8);
            counters[i * BLOCK + BLOCK - 1] = (byte) i;
        }
        try {
            cipher.update(counters, 0, blocks * BLOCK, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        }
        for (int i = 0; i < length; i++) {
            bytes[offset + i] ^= stream[i];
        }
    }
}
