package com.osmtalk.mcp.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of texts. The guard recognises requests by it, so that its file holds no phone number and nothing that
 * anybody said.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * The fingerprint of a list of texts, in hexadecimal. It is taken of their JSON, so that {@code ("ab", "c")} and
     * {@code ("a", "bc")} differ.
     */
    public static String of(String... texts) {
        try {
            byte[] bytes = Json.MAPPER.writeValueAsString(texts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
