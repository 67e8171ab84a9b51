package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit rows at most
 * @param cursor where the previous page ended
 * @param offset rows to skip; 0 with a cursor, anything else is refused
 */
public record PageRequest(int limit, @Nullable String cursor, int offset) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, 0);
    }

    public static PageRequest after(@Nullable String cursor, int limit) {
        return new PageRequest(limit, cursor, 0);
    }
}
