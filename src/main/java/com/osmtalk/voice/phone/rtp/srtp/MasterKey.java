package com.osmtalk.voice.phone.rtp.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What all keys of one direction are derived from: a key of 16 bytes and a salt of 14. Not shown in logs. */
public final class MasterKey {
    static final int KEY_BYTES = 16;
    static final int SALT_BYTES = 14;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MasterKey random() {
        byte[] bytes = new byte[KEY_BYTES + SALT_BYTES];
        RANDOM.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Of Base64, as it stands in a description; empty when it is no such key. */
    static Optional<MasterKey> parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == KEY_BYTES + SALT_BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] key() {
        return Arrays.copyOf(bytes, KEY_BYTES);
    }

    byte[] salt() {
        return Arrays.copyOfRange(bytes, KEY_BYTES, KEY_BYTES + SALT_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
