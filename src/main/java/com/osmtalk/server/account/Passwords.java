package com.osmtalk.server.account;

import com.osmtalk.server.http.Problem;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id hashes of passwords. Each takes 19 MB and some tens of milliseconds on purpose, so only a few are made at a
 * time however many ask.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** Stands in for the hash of a person who does not exist, so that refusing them takes as long. */
    private final String nobody = hashed(new Secrets().password());

    /** @throws Problem 429 when too many are waiting */
    String hash(String password) {
        return inTurn(() -> hashed(password));
    }

    /**
     * Whether a password is the one that was hashed; as slow without a hash as with one.
     *
     * @throws Problem 429 when too many are waiting
     */
    boolean matches(String password, Optional<String> hash) {
        boolean same = inTurn(() -> {
            String expected = hash.orElse(nobody);
            return Argon2Function.getInstanceFromHash(expected).check(password, expected);
        });
        return same && hash.isPresent();
    }

    private String hashed(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return ARGON2ID.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.tooMany("rate_limited", "Too many people are signing in; try again shortly.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "unavailable", "The server is stopping; try again shortly.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
