package com.osmtalk.server.webhook;

import com.osmtalk.server.secret.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers by which a receiver knows that a request is ours and new: {@code X-OsmTalk-Signature}, keyed with the
 * secret as it was entered, and those of Standard Webhooks, whose key is the Base64 after {@code whsec_} or, without
 * that prefix, the same text.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class Signing {
    private static final String PREFIX = "whsec_";

    private Signing() {}

    /** Whether a key can be made of a secret. */
    static boolean isUsable(String secret) {
        try {
            return standardKey(secret).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /**
     * @param secrets the one that is set and, while they overlap, the one before it; none: the request is named and
     *     dated, but not signed
     */
    static Map<String, String> headers(List<String> secrets, String id, Instant at, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        String timestamp = Long.toString(at.getEpochSecond());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        if (!secrets.isEmpty()) {
            byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "webhook-signature",
                    secrets.stream()
                            .map(secret -> "v1,"
                                    + Base64.getEncoder().encodeToString(Hmac.of(standardKey(secret), start, body)))
                            .collect(Collectors.joining(" ")));
            // it holds one signature: that of the older secret, so that nothing breaks in the moment of a rotation
            String oldest = secrets.get(secrets.size() - 1);
            headers.put("X-OsmTalk-Signature", "sha256=" + Hmac.hex(oldest.getBytes(StandardCharsets.UTF_8), body));
        }
        return headers;
    }

    private static byte[] standardKey(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
