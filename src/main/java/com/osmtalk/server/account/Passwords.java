package com.osmtalk.server.account;

import com.osmtalk.server.problem.Problem;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id hashes of passwords. Each takes some tens of milliseconds on purpose, so only a few are made at a time
 * however many ask. Of the settings that are held to be equally strong these need the least memory, 7 MB: the library
 * keeps as much for good once it has made a hash.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP: password
 *     storage</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
public final class Passwords {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    /** Compared when there is no such person, so that refusing them takes as long as refusing a wrong password. */
    private final String nobody;

    /** At the cost this server is run with. */
    public Passwords() {
        this(Cost.DEFAULT);
    }

    /** @param cost of hashes made from now on; one made at another cost is still matched, at its own */
    public Passwords(Cost cost) {
        this.cost = cost;
        // drawn, not computed: a server in which nobody signs in need not make a hash
        nobody = String.format(
                Locale.ROOT,
                "$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
                Argon2Function.ARGON2_VERSION_13,
                cost.memoryKib(),
                cost.passes(),
                LANES,
                base64(random(SALT_BYTES)),
                base64(random(HASH_BYTES)));
    }

    /**
     * What one hash takes.
     *
     * @param memoryKib kibibytes it fills, at least 8 (RFC 9106, section 3.1)
     * @param passes how often it goes through them
     */
    public record Cost(int memoryKib, int passes) {
        /** One of the settings OWASP holds to be equally strong. */
        public static final Cost DEFAULT = new Cost(7_168, 5);
    }

    /** @throws Problem LIMIT_REACHED when too many are waiting */
    String hash(String password) {
        return withPermit(() -> hashed(password));
    }

    /**
     * Whether a password is the one that was hashed; as slow without a hash as with one.
     *
     * @throws Problem LIMIT_REACHED when too many are waiting
     */
    boolean matches(String password, Optional<String> hash) {
        boolean same = withPermit(() -> {
            String expected = hash.orElse(nobody);
            return Argon2Function.getInstanceFromHash(expected).check(password, expected);
        });
        return same && hash.isPresent();
    }

    private String hashed(String password) {
        return Argon2Function.getInstance(cost.memoryKib(), cost.passes(), LANES, HASH_BYTES, Argon2.ID)
                .hash(password.getBytes(StandardCharsets.UTF_8), random(SALT_BYTES))
                .getResult();
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private <T> T withPermit(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.limitReached(
                        "rate_limited", "Too many people are signing in; try again shortly.", TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping; try again shortly.", RETRY_AFTER);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
