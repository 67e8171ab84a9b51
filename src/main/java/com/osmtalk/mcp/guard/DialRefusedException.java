package com.osmtalk.mcp.guard;

import java.util.Map;

/** The guard refused: this attempt called nobody and spent nothing. All its texts may be shown to the model. */
public final class DialRefusedException extends RuntimeException {
    private final RefusalCode code;
    private final String next;
    private final Map<String, Object> more;

    /**
     * @param message what happened and why
     * @param next what the model or the person can do about it
     */
    DialRefusedException(RefusalCode code, String message, String next) {
        this(code, message, next, Map.of());
    }

    /** @param more further facts for programs, by snake_case name */
    DialRefusedException(RefusalCode code, String message, String next, Map<String, Object> more) {
        super(message);
        this.code = code;
        this.next = next;
        this.more = more;
    }

    public RefusalCode code() {
        return code;
    }

    public String next() {
        return next;
    }

    public Map<String, Object> more() {
        return more;
    }
}
