package com.osmtalk.voice.mcp;

import java.util.regex.Pattern;

/** A server's words as text that can be stored and shown: without control characters, and cut. */
final class PlainText {
    /** A database takes no NUL; the others, and those that turn the direction of writing, hide what is there. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]");

    private PlainText() {}

    static String of(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, end(text, longest));
        return HIDDEN.matcher(cut).replaceAll("").strip();
    }

    /** No character of two is cut in half. */
    private static int end(String text, int longest) {
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }
}
