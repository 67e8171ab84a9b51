package com.osmtalk.server.recording;

import com.osmtalk.server.secret.Hmac;
import java.nio.charset.StandardCharsets;

/**
 * Signs links to recordings: the HMAC-SHA256 of the file's name and the moment of expiry. A link opens that file until
 * then, and no other.
 */
final class LinkSignature {
    private final byte[] key;

    LinkSignature(byte[] key) {
        this.key = key;
    }

    /** @param expires in seconds since 1970 */
    String of(String file, long expires) {
        return Hmac.hex(key, message(file, expires));
    }

    boolean isOf(String file, long expires, String signature) {
        return Hmac.isHex(signature, key, message(file, expires));
    }

    private static byte[] message(String file, long expires) {
        return (file + "\n" + expires).getBytes(StandardCharsets.UTF_8);
    }
}
