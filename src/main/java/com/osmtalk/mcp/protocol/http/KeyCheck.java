package com.osmtalk.mcp.protocol.http;

/** Tells what an API key is good for, before anything is given to whoever sends it. */
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

    /** What a key is good for, and for one that is good for nothing the sentence that its sender reads. */
    record Verdict(Standing standing, String message) {
        public static final Verdict VALID = new Verdict(Standing.VALID, "");

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
