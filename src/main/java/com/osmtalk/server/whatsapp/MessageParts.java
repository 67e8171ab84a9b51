package com.osmtalk.server.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as the messages it is sent in, since WhatsApp takes 4,096 characters in one. It is parted where a reader would
 * part it: after a paragraph, a line, a sentence or a word, in this order, in the last half of a message; and never
 * inside what is seen as one character, as an emoji of several code points.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages">messages</a>
 */
final class MessageParts {
    static final int LONGEST = 4_096;

    /** What is seen as one character; letters of India that a virama joins are, too. */
    private static final Pattern SEEN_AS_ONE =
            Pattern.compile("(?:\\X(?<=[\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d]\\u200d?)){0,8}\\X");

    private static final List<Pattern> BORDERS = List.of(
            Pattern.compile("\\n\\s*\\n$"),
            Pattern.compile("\\n$"),
            Pattern.compile("[.!?…।][\"'”’)]*\\s$|[。！？]$"),
            Pattern.compile("\\s$"));

    private MessageParts() {}

    /** The messages, in order; together they say what the text says. A text without anything visible is none. */
    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > LONGEST) {
            int end = end(rest);
            parts.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    /** Where the first message of a text that is too long ends. */
    private static int end(String text) {
        List<Integer> borders = new ArrayList<>();
        Matcher character = SEEN_AS_ONE.matcher(text);
        while (character.find() && character.end() <= LONGEST) {
            borders.add(character.end());
        }
        if (borders.isEmpty()) {
            // one character of thousands of marks
            return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        }
        for (Pattern border : BORDERS) {
            for (int i = borders.size() - 1; i >= 0 && borders.get(i) > LONGEST / 2; i--) {
                int at = borders.get(i);
                if (border.matcher(text.substring(Math.max(0, at - 8), at)).find()) {
                    return at;
                }
            }
        }
        return borders.get(borders.size() - 1);
    }
}
