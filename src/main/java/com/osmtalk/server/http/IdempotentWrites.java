package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Json;
import com.osmtalk.server.http.IdempotencyStore.Key;
import com.osmtalk.server.http.IdempotencyStore.Stored;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Runs requests that change something: each in one database transaction, and a POST at most once for each {@code
 * Idempotency-Key}.
 *
 * <p>A client whose connection breaks can't know whether its call was placed. It sends the request again with the same
 * key, and gets the stored response of the first one instead of a second call.
 *
 * <p>A key belongs to an organisation and a route. Its record is inserted at the start of the transaction that makes
 * the change and completed with the response at its end. So after a crash either both are there or neither is; a record
 * in a transaction of its own could remain without the change, or the change without it. A second server that gets the
 * same key meanwhile waits at the insert for the first one's transaction and then replays its response.
 *
 * <p>Only successes are recorded. A refused request changed nothing, and may be repeated with the same key once its
 * cause is removed. A hash of path and body tells a repeated request from another one that uses the key by mistake.
 */
public final class IdempotentWrites {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Database database;
    private final Clock clock;
    private final IdempotencyStore store;
    private final Set<Key> running = ConcurrentHashMap.newKeySet();

    public IdempotentWrites(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.store = new IdempotencyStore(database);
    }

    /**
     * Deletes the keys that are too old to be replayed.
     *
     * @return how many those were
     */
    public int purge() {
        return store.purge(oldest());
    }

    /** Runs a PUT or DELETE. Both are idempotent, so a key that the request carries is ignored. */
    SerializedResponse run(Exchange exchange, Router.Write write) {
        Router.Commit commit = prepared(exchange, write);
        return database.transaction(handle -> SerializedResponse.of(commit.run()));
    }

    /**
     * Runs a POST at most once for a key. A public route has no organisation that keys could belong to, and ignores
     * them.
     *
     * @throws Problem CONFLICT while the first request with the key runs, or when that had another path or body
     */
    SerializedResponse runPost(String route, Exchange exchange, Router.Write write) {
        Optional<String> text = exchange.isPublic() ? Optional.empty() : exchange.header("Idempotency-Key");
        if (text.isEmpty()) {
            return run(exchange, write);
        }
        if (!KEY.matcher(text.get()).matches()) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 255 printable ASCII characters");
        }
        Key key = new Key(exchange.organizationId(), route, text.get());
        String fingerprint = fingerprint(exchange);
        if (!running.add(key)) {
            throw Problem.conflict(
                    "request_in_progress", "A request with this Idempotency-Key is still running; try again shortly.");
        }
        try {
            Optional<Stored> stored = store.find(key, oldest());
            return stored.isPresent()
                    ? replay(stored.get(), fingerprint)
                    : runOnce(key, fingerprint, prepared(exchange, write));
        } finally {
            running.remove(key);
        }
    }

    private SerializedResponse runOnce(Key key, String fingerprint, Router.Commit commit) {
        Optional<SerializedResponse> answer = database.transaction(handle -> {
            if (!store.take(key, fingerprint, clock.millis(), oldest())) {
                return Optional.empty();
            }
            SerializedResponse first = SerializedResponse.of(commit.run());
            if (first.secret()) {
                store.complete(key, 409, SerializedResponse.json(notKept("held a secret that is shown only once")));
            } else if (first.blob() != null) {
                store.complete(key, 409, SerializedResponse.json(notKept("was a file")));
            } else {
                store.complete(key, first.status(), first.body());
            }
            return Optional.of(first);
        });
        return answer.orElseGet(() -> replay(
                store.find(key, oldest()).orElseThrow(() -> new IllegalStateException("an idempotency key vanished")),
                fingerprint));
    }

    private static Router.Commit prepared(Exchange exchange, Router.Write write) {
        Router.Commit commit = write.prepare(exchange);
        exchange.query().refuseUnknown();
        exchange.refuseUnknownBody();
        return commit;
    }

    private static SerializedResponse replay(Stored stored, String fingerprint) {
        if (!stored.fingerprint().equals(fingerprint)) {
            throw Problem.conflict(
                    "idempotency_key_reused",
                    "This Idempotency-Key was used for another request; send a new key with a new request.");
        }
        if (stored.status() < 400) {
            return SerializedResponse.replay(stored.status(), stored.body());
        }
        try {
            ErrorBody error = Json.MAPPER.readValue(stored.body(), ErrorBody.class);
            throw new HttpError(stored.status(), error.code(), error.error());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored reply can't be read", e);
        }
    }

    private static ErrorBody notKept(String what) {
        return new ErrorBody(
                "This request was carried out. Its response " + what + ", so it can't be sent again.",
                "idempotency_key_used",
                null,
                null);
    }

    private static String fingerprint(Exchange exchange) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(exchange.wholePath().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            try (InputStream body = new DigestInputStream(exchange.bodyStream(), digest)) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read a body again", e);
        }
    }

    private long oldest() {
        return clock.millis() - KEPT.toMillis();
    }
}
