package com.osmtalk.mcp.protocol.modern;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a stateless client carries, as {@code requestState}, from a question to the request that answers it. The
 * specification wants it treated as coming from an attacker: a state is signed (HMAC-SHA256), good for the requester
 * and the very request it was made for, for ten minutes, and once. It is signed, not encrypted: it holds what the
 * client was asked and has answered, and nothing of ours.
 *
 * <p>The key lives as long as this process: after a restart the client is asked anew.
 */
final class RequestStates {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String HMAC = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectWriter CANONICAL =
            Json.STRICT.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Clock clock;
    private final byte[] key = new byte[32];

    /** The ids of states that came back, until they would be too old anyway. */
    private final Map<String, Instant> used = new HashMap<>();

    RequestStates(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /**
     * @param request what it was made for, see {@link #fingerprint}
     * @param expires when it is over, in milliseconds since 1970
     * @param asked what was asked, now or before: the name of each question, and its {@link #digest}
     * @param answers what had been answered before
     */
    record RequestState(
            String id, String request, long expires, Map<String, String> asked, Map<String, Object> answers) {}

    /** A state for the client to bring back, as text. */
    String seal(String request, Map<String, String> asked, Map<String, Object> answers) {
        RequestState state = new RequestState(
                UUID.randomUUID().toString(),
                request,
                clock.instant().plus(LIFETIME).toEpochMilli(),
                asked,
                answers);
        byte[] text = json(state);
        return BASE64.encodeToString(text) + "." + BASE64.encodeToString(sign(text));
    }

    /**
     * What a state holds; after this it is used up.
     *
     * @throws ProtocolException when it was not issued by this process, was made for another request or requester,
     *     has expired or was used
     */
    RequestState open(String sealed, String request) throws ProtocolException {
        RequestState state = verified(sealed);
        if (!state.request().equals(request)) {
            throw refused("belongs to another request");
        }
        if (clock.millis() > state.expires()) {
            throw refused("has expired");
        }
        if (!markUsed(state)) {
            throw refused("has been used");
        }
        return state;
    }

    private RequestState verified(String sealed) throws ProtocolException {
        int dot = sealed.indexOf('.');
        try {
            byte[] text = Base64.getUrlDecoder().decode(sealed.substring(0, Math.max(dot, 0)));
            byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (MessageDigest.isEqual(signature, sign(text))) {
                return Json.STRICT.readValue(text, RequestState.class);
            }
        } catch (IllegalArgumentException | IOException e) {
            throw refused("was not issued by this server");
        }
        throw refused("was not issued by this server");
    }

    /** False when it has been used before. */
    private synchronized boolean markUsed(RequestState state) {
        Instant now = clock.instant();
        used.values().removeIf(expires -> expires.isBefore(now));
        return used.putIfAbsent(state.id(), Instant.ofEpochMilli(state.expires())) == null;
    }

    private static ProtocolException refused(String why) {
        return ProtocolException.invalidParams(
                "That `requestState` " + why + ". Send the request without it to be asked again.");
    }

    /** Tells one request of one requester from every other, whatever answers it brings. */
    static String fingerprint(Message.Request request, Requester requester) {
        Map<String, Object> lasting = new HashMap<>(request.params());
        lasting.keySet().removeAll(Set.of("_meta", "inputResponses", "requestState"));
        return digest(new Object[] {request.method(), requester.apiKey(), lasting});
    }

    /**
     * Tells one question from another under the same name: who consented to the one has not consented to the other.
     */
    static String digest(InputRequest question) {
        return digest(new Object[] {question.method(), question.params()});
    }

    private static String digest(Object value) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(json(value)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private byte[] sign(byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return CANONICAL.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
