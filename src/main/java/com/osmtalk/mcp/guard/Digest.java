package com.osmtalk.mcp.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts: the journal tells requests apart by it and holds nothing anybody could use. */
public final class Digest {
    private Digest() {}

    /** Different lists of texts have different digests, also where their texts in a row are the same. */
    public static String of(String... texts) {
        try {
            byte[] bytes = Json.MAPPER.writeValueAsString(texts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
