package com.osmtalk.mcp.protocol.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what an API key or access token is good for, before anything is given to whoever sends it. */
@FunctionalInterface
public interface KeyCheck {
    /** Every key is good: for a server that guards nothing by keys. */
    KeyCheck ANY = (key, address) -> Verdict.VALID;

    /**
     * Looks at a key; on the thread of the request, which waits.
     *
     * @param address the network that it came from, for a check that limits what strangers may cost; empty when no
     *     request is waiting for the answer
     */
    Verdict check(String key, String address);

    /**
     * Looks again at what streams are open for.
     *
     * @param credential a key that was valid, or the credential of a verdict
     */
    default Standing standing(String credential) {
        return check(credential, "").standing();
    }

    /** How people sign in for a client that brings no key; empty where nobody can. */
    default Optional<SignIn> signIn() {
        return Optional.empty();
    }

    /**
     * An authorization server at this server's own address.
     *
     * @param scopes that it knows
     * @param usual those that a client is told to ask for at first
     */
    record SignIn(List<String> scopes, List<String> usual) {}

    /**
     * What a key is good for, and for one that is good for nothing the sentence that its sender reads.
     *
     * @param credential what stands for the sender inside, in place of what they sent; null: that itself
     * @param scopes what an access token may be used for; null: a key, which has no scopes here
     */
    record Verdict(
            Standing standing,
            String message,
            @Nullable String credential,
            @Nullable Set<String> scopes) {
        public static final Verdict VALID = new Verdict(Standing.VALID, "");

        private Verdict(Standing standing, String message) {
            this(standing, message, null, null);
        }

        /** An access token: never handed on, so something else stands for it inside. */
        public static Verdict token(String credential, Set<String> scopes) {
            return new Verdict(Standing.VALID, "", credential, scopes);
        }

        /** A key that nobody has made, or that was disabled or deleted. */
        public static Verdict invalid(String message) {
            return new Verdict(Standing.INVALID, message);
        }

        /** A key that is good, but not for this. */
        public static Verdict forbidden(String message) {
            return new Verdict(Standing.FORBIDDEN, message);
        }

        /** Nobody can tell just now. */
        public static Verdict unchecked(String message) {
            return new Verdict(Standing.UNCHECKED, message);
        }
    }

    /** What an answer depends on. */
    enum Standing {
        VALID,
        INVALID,
        FORBIDDEN,
        UNCHECKED
    }
}
