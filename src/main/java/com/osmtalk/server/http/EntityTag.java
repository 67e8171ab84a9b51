package com.osmtalk.server.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The name of a resource's present state, between quotes in the headers {@code ETag} and {@code If-None-Match}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, 8.8.3</a>
 */
public final class EntityTag {
    private EntityTag() {}

    /** @param opaque printable ASCII without quotes */
    public static String of(String opaque) {
        return '"' + opaque + '"';
    }

    /**
     * Whether an {@code If-Match} is true of a state. A weak tag is taken as well, since proxies that compress make
     * weak ones of ours, and so is one without quotes, since people forget them.
     */
    public static boolean isOneOf(String header, String opaque) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(tag -> opaque(tag).orElse(tag.strip()))
                        .anyMatch(opaque::equals);
    }

    /** What an {@code If-Match} says of a state; without one, every state is right. */
    public static Predicate<String> expected(Optional<String> header) {
        return header.<Predicate<String>>map(tags -> state -> isOneOf(tags, state))
                .orElse(state -> true);
    }

    /** What stands between the quotes of a single tag; a proxy may have made it a weak one. */
    public static Optional<String> opaque(String header) {
        String tag = header.strip();
        tag = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return quoted ? Optional.of(tag.substring(1, tag.length() - 1)) : Optional.empty();
    }
}
