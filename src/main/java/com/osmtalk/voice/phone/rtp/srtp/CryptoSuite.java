package com.osmtalk.voice.phone.rtp.srtp;

import java.util.Arrays;
import java.util.Optional;

/** The ways to encrypt that RFC 4568, 6.2 demands of everybody: they differ in the length of what authenticates. */
public enum CryptoSuite {
    AES_CM_128_HMAC_SHA1_80(10),
    AES_CM_128_HMAC_SHA1_32(4);

    private final int tagBytes;

    CryptoSuite(int tagBytes) {
        this.tagBytes = tagBytes;
    }

    /** Of packets of sound; reports have 10 with both. */
    int tagBytes() {
        return tagBytes;
    }

    static Optional<CryptoSuite> named(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
