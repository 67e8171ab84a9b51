package com.osmtalk.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes secrets that can't be guessed, and the hashes that are stored in their place. A plain SHA-256 is enough for
 * them, and unlike the salted, slow hash of a person's password it can be looked up in an index: of 256 random bits
 * there is nothing to guess.
 */
public final class SecretGenerator {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int KEY_LENGTH = 43;
    private static final int PASSWORD_LENGTH = 20;
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** A prefix, which tells what it is for, and 256 random bits in URL-safe Base64. */
    public String token(String prefix) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@code osm_} and 256 random bits in letters and digits. */
    public String apiKey() {
        return "osm_" + base62(KEY_LENGTH);
    }

    /** 20 letters and digits, 119 random bits: for a person to type. */
    public String password() {
        return base62(PASSWORD_LENGTH);
    }

    /** What is stored of a secret: its SHA-256 in hexadecimal digits. */
    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.toString();
    }
}
