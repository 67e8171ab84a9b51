package com.osmtalk.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a list ended: the time and id of its last row. Opaque to callers.
 *
 * @param createdAtMs epoch milliseconds
 */
public record Cursor(long createdAtMs, String id) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,15}):([a-z]{1,16}_[0-9A-Za-z]{1,32})");

    /** The text callers send back as {@code cursor}. */
    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((createdAtMs + ":" + id).getBytes(UTF_8));
    }

    /** @throws Problem 400 when the text is none that {@link #encode} gives */
    public static Cursor decode(String text) {
        Matcher matcher = TEXT.matcher(decoded(text));
        if (!matcher.matches()) {
            throw invalid();
        }
        return new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.invalid(
                "cursor", "must be the nextCursor of the page before; leave it out to begin at the start");
    }
}
