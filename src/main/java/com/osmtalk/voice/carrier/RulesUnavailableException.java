package com.osmtalk.voice.carrier;

/**
 * Whether a phone may be dialled can't be found out now, as while a database is away. Nothing was dialled: it is asked
 * again, or given up, but never assumed.
 */
public final class RulesUnavailableException extends RuntimeException {
    RulesUnavailableException(RuntimeException cause) {
        super("whether the number may be dialled can't be found out now", cause);
    }
}
