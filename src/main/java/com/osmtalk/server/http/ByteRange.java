package com.osmtalk.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for, as players do that jump about in a recording (RFC 9110, section 14).
 *
 * @param last inclusive
 */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The part that a {@code Range} header asks for; empty when it asks for the whole, for several parts, or is not
     * understood, all of which RFC 9110 lets a server answer with the whole.
     *
     * @throws Unsatisfiable when the file is shorter
     */
    static Optional<ByteRange> of(@Nullable String header, long size) throws Unsatisfiable {
        Matcher range = SINGLE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(range.group(2)), size);
            return satisfiable(size - length, size - 1, size);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        boolean backwards = !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first;
        return backwards ? Optional.empty() : satisfiable(first, last, size);
    }

    private static Optional<ByteRange> satisfiable(long first, long last, long size) throws Unsatisfiable {
        if (first >= size) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }

    /** The file has none of the bytes asked for. */
    static final class Unsatisfiable extends Exception {}
}
