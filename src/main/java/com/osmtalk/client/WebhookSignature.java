package com.osmtalk.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a webhook request comes from osmTalk, and, for tests of whoever receives them, signs one as osmTalk
 * does.
 *
 * <pre>{@code WebhookSignature signature = new WebhookSignature(secret); signature.verify(request::getHeader, rawBody);
 * }</pre>
 *
 * <p>Always hand over the body as it came, byte by byte: JSON that was read and written again has another signature.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public final class WebhookSignature {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";
    public static final String BODY_SIGNATURE = "X-OsmTalk-Signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String KEY_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] plainKey;
    private final byte[] standardKey;
    private final Duration tolerance;
    private final Clock clock;

    /**
     * With five minutes of tolerance.
     *
     * @param secret as it stands in the webhook's settings, {@code whsec_} included if it begins so
     * @throws IllegalArgumentException when it is empty, or no Base64 follows {@code whsec_}
     */
    public WebhookSignature(String secret) {
        this(secret, TOLERANCE, Clock.systemUTC());
    }

    /** @param tolerance how far a request's timestamp may be off, to either side */
    public WebhookSignature(String secret, Duration tolerance, Clock clock) {
        this.plainKey = secret.getBytes(StandardCharsets.UTF_8);
        this.standardKey = secret.startsWith(KEY_PREFIX)
                ? Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()))
                : plainKey;
        if (standardKey.length == 0) {
            throw new IllegalArgumentException("A webhook secret must not be empty.");
        }
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Accepts a request that was signed with the secret a short while ago. Keep its {@code webhook-id} to tell an event
     * that comes twice.
     *
     * @param header gives a header's value by its name, in any case; null: it is not there
     * @throws WebhookSignatureException when a header is missing, the time is off or the signature is another one
     */
    public void verify(Function<String, @Nullable String> header, byte[] body) throws WebhookSignatureException {
        String id = required(header, ID);
        String timestamp = required(header, TIMESTAMP);
        String signatures = required(header, SIGNATURE);
        requireRecent(timestamp);
        byte[] expected = standard(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String signature : signatures.split(" ")) {
            found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        if (!found) {
            throw new WebhookSignatureException("The webhook's signature is not made with this secret of this body.");
        }
    }

    /**
     * Accepts a body that was signed with the secret at any time. A request that somebody has recorded and sends again
     * passes as well: prefer {@link #verify}.
     *
     * @param signature the header {@code X-OsmTalk-Signature}; null: it is not there
     * @throws WebhookSignatureException when the signature is missing or another one
     */
    public void verifyBody(@Nullable String signature, byte[] body) throws WebhookSignatureException {
        if (signature == null) {
            throw new WebhookSignatureException("The webhook has no header " + BODY_SIGNATURE + ".");
        }
        byte[] expected = plain(body).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            throw new WebhookSignatureException("The webhook's signature is not made with this secret of this body.");
        }
    }

    /** The headers osmTalk sends with this body, for tests. @param id of the event: {@code whd_…} */
    public Map<String, String> sign(String id, Instant at, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, timestamp);
        headers.put(SIGNATURE, standard(id, timestamp, body));
        headers.put(BODY_SIGNATURE, plain(body));
        return headers;
    }

    private String standard(String id, String timestamp, byte[] body) {
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return VERSION + Base64.getEncoder().encodeToString(hmac(standardKey, start, body));
    }

    private String plain(byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(plainKey, body));
    }

    private void requireRecent(String timestamp) throws WebhookSignatureException {
        try {
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
            if (age.abs().compareTo(tolerance) <= 0) {
                return;
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new WebhookSignatureException("The webhook's timestamp is no number of seconds.");
        }
        throw new WebhookSignatureException("The webhook's timestamp is more than " + tolerance.toSeconds()
                + " seconds off: an old request sent again, or a clock that is wrong.");
    }

    private static String required(Function<String, @Nullable String> header, String name)
            throws WebhookSignatureException {
        String value = header.apply(name);
        if (value == null || value.isBlank()) {
            throw new WebhookSignatureException("The webhook has no header " + name + ".");
        }
        return value;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
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
}
