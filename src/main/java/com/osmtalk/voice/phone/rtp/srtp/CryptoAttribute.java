package com.osmtalk.voice.phone.rtp.srtp;

import java.util.Optional;

/**
 * A way to encrypt that a description offers, with its key: the value of {@code a=crypto} (RFC 4568, 9.1).
 *
 * @param tag by which an answer names the one it has chosen
 */
public record CryptoAttribute(String tag, CryptoSuite suite, MasterKey key) {
    private static final String INLINE = "inline:";

    /**
     * Empty: it is unreadable, or demands what we can't: another suite, several keys, a key's identifier in each
     * packet, or parameters that change what is encrypted. RFC 4568, 7.1.2 has such offers passed over.
     */
    public static Optional<CryptoAttribute> parse(String value) {
        String[] words = value.split("\\s+");
        if (words.length < 3 || words.length > 3 && !areHarmless(words)) {
            return Optional.empty();
        }
        String keys = words[2];
        if (!keys.regionMatches(true, 0, INLINE, 0, INLINE.length()) || keys.contains(";")) {
            return Optional.empty();
        }
        // after the key come its lifetime, which no call reaches, and the identifier, which alone has a colon
        String[] parts = keys.substring(INLINE.length()).split("\\|");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].contains(":")) {
                return Optional.empty();
            }
        }
        return CryptoSuite.named(words[1])
                .flatMap(suite -> MasterKey.parse(parts[0]).map(key -> new CryptoAttribute(words[0], suite, key)));
    }

    /** A hint for the size of the replay window changes nothing of what is sent. */
    private static boolean areHarmless(String[] words) {
        for (int i = 3; i < words.length; i++) {
            if (!words[i].startsWith("WSH=")) {
                return false;
            }
        }
        return true;
    }

    /** The attribute's value. */
    public String value() {
        return tag + " " + suite + " " + INLINE + key.base64();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return tag + " " + suite;
    }
}
