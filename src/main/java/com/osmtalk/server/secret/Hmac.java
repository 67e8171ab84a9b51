package com.osmtalk.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 180-4): proves that whoever made a code has the key. */
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /**
     * The code of a message, 32 bytes. Compare codes with {@link #isHex} or {@code MessageDigest.isEqual} only.
     *
     * @param parts of the message, one after the other
     */
    public static byte[] of(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** The same as 64 lower-case hexadecimal digits. */
    public static String hex(byte[] key, byte[]... parts) {
        return HexFormat.of().formatHex(of(key, parts));
    }

    /**
     * Whether digits that somebody gives are the code of a message. It takes as long for a wrong code as for the right
     * one, so that its digits can't be found one after the other.
     */
    public static boolean isHex(String given, byte[] key, byte[]... parts) {
        return MessageDigest.isEqual(
                hex(key, parts).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
