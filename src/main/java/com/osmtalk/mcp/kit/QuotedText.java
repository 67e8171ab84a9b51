package com.osmtalk.mcp.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text as it is shown to a person who has to agree to it, or to whoever sent it in an error message. It is in quotes,
 * so that it can't imitate a line of ours; invisible characters are written as their numbers, so that nobody agrees
 * to what they can't see; and a text that is cut says how long it is.
 */
public final class QuotedText {
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{C}\\p{Z}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}"
                    + "\\x{FFA0}\\x{E0100}-\\x{E01EF}&&[^ ]]");

    /**
     * The last of the Latin letters. Scripts and emoji whose characters are joined by invisible ones come after it.
     */
    private static final int LATIN = 0x24F;

    private static final int MAX_TOGETHER = 4000;

    /** So many marks a letter may carry; more of them are piled over the lines around it. */
    private static final int MOST_MARKS = 3;

    private QuotedText() {}

    /** {@code "Asha"}; of a longer text its beginning: {@code "Asha and…" (1234 characters in all)}. */
    public static String words(String words, int maxLength) {
        int[] characters = UntrustedText.unmarked(words).codePoints().toArray();
        StringBuilder quoted = new StringBuilder("\"");
        int marks = 0;
        for (int i = 0; i < Math.min(characters.length, maxLength); i++) {
            marks = isMark(characters[i]) ? marks + 1 : 0;
            quoted.append(
                    marks > MOST_MARKS
                            ? numbered(characters[i])
                            : joins(characters, i) ? Character.toString(characters[i]) : shown(characters[i]));
        }
        return characters.length <= maxLength
                ? quoted.append('"').toString()
                : quoted.append("…\" (")
                        .append(characters.length)
                        .append(" characters in all)")
                        .toString();
    }

    /** {@code day = "Tuesday", first_name = "Asha"}, with nothing left out: for who has to agree to all of it. */
    public static String allOf(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + " = " + words(field.getValue(), Integer.MAX_VALUE))
                .collect(Collectors.joining(", "));
    }

    /** The same, shortened; fields for which there is no room are counted. */
    public static String fields(Map<String, String> fields, int maxLength) {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String words = field.getKey() + " = " + words(field.getValue(), maxLength);
            length += words.length();
            if (length > MAX_TOGETHER) {
                shown.add("… (" + fields.size() + " in all)");
                break;
            }
            shown.add(words);
        }
        return String.join(", ", shown);
    }

    /**
     * An invisible character that belongs to what is visible: a joiner between two characters, or one variation
     * selector after one.
     */
    private static boolean joins(int[] characters, int i) {
        int it = characters[i];
        boolean afterASign = i > 0 && characters[i - 1] > LATIN && !isUnseen(characters[i - 1]);
        if (it == 0xFE0E || it == 0xFE0F) {
            return afterASign;
        }
        boolean isJoiner = it == 0x200C || it == 0x200D;
        // an emoji may have its selector before the joiner
        boolean afterASelector = i > 1 && characters[i - 1] == 0xFE0F && characters[i - 2] > LATIN;
        return isJoiner
                && (afterASign || afterASelector)
                && i + 1 < characters.length
                && characters[i + 1] > LATIN
                && !isUnseen(characters[i + 1]);
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static String numbered(int character) {
        return String.format("\\u{%04X}", character);
    }

    private static boolean isUnseen(int character) {
        return UNSEEN.matcher(Character.toString(character)).matches();
    }

    private static String shown(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\' -> "\\" + Character.toString(character);
            default -> isUnseen(character) ? numbered(character) : Character.toString(character);
        };
    }
}
