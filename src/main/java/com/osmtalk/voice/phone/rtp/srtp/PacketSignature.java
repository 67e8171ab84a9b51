package com.osmtalk.voice.phone.rtp.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA1 (RFC 2104) of packets. Java's own {@code Mac} makes two arrays for each packet; its digest makes none. For
 * one thread.
 */
final class PacketSignature {
    private static final int BLOCK = 64;
    private static final int HASH = 20;

    private final MessageDigest digest;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] hash = new byte[HASH];

    /** @param key no longer than a block of the hash */
    PacketSignature(byte[] key) {
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-1", e);
        }
        for (int i = 0; i < BLOCK; i++) {
            int bits = i < key.length ? key[i] : 0;
            inner[i] = (byte) (bits ^ 0x36);
            outer[i] = (byte) (bits ^ 0x5c);
        }
    }

    /** Writes the first bytes of the code of a packet, and of what is counted but not sent, behind the packet. */
    void sign(byte[] packet, int length, byte[] counted, int tagBytes) {
        compute(packet, length, counted);
        System.arraycopy(hash, 0, packet, length, tagBytes);
    }

    /** Whether the code behind a packet is right; in constant time. */
    boolean isSigned(byte[] packet, int length, byte[] counted, int tagBytes) {
        compute(packet, length, counted);
        int difference = 0;
        for (int i = 0; i < tagBytes; i++) {
            difference |= packet[length + i] ^ hash[i];
        }
        return difference == 0;
    }

    private void compute(byte[] packet, int length, byte[] counted) {
        digest.update(inner);
        digest.update(packet, 0, length);
        digest.update(counted);
        finish();
        digest.update(outer);
        digest.update(hash);
        finish();
    }

    private void finish() {
        try {
            digest.digest(hash, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 failed", e);
        }
    }
}
