package com.osmtalk.mcp.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words as somebody is shown them who has to agree to them, or who gave them and is told what is wrong: in quotes, so that
 * none can pose as a line of ours; what can't be seen as its number, so that nothing is agreed to unseen; and what is cut
 * says how long it is.
 */
public final class QuotedText {
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{C}\\p{Z}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}"
                    + "\\x{FFA0}\\x{E0100}-\\x{E01EF}&&[^ ]]");

    /** The last of the Latin letters and marks; further on are the scripts, and emoji, that join their signs. */
    private static final int LATIN = 0x24F;

    private static final int MAX_TOGETHER = 4000;

    private QuotedText() {}

    /** {@code "Asha"}, or of long words their beginning: {@code "Asha and…" (1234 characters in all)}. */
    public static String words(String words, int maxLength) {
        int[] characters = UntrustedText.unmarked(words).codePoints().toArray();
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(characters.length, maxLength); i++) {
            quoted.append(joins(characters, i) ? Character.toString(characters[i]) : shown(characters[i]));
        }
        return characters.length <= maxLength
                ? quoted.append('"').toString()
                : quoted.append("…\" (")
                        .append(characters.length)
                        .append(" characters in all)")
                        .toString();
    }

    /** {@code day = "Tuesday", first_name = "Asha"}; those there is no room for are counted. */
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

    /** Unseen, but a part of the sign it stands in: a joiner between two of them, one selector after one. */
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

    private static boolean isUnseen(int character) {
        return UNSEEN.matcher(Character.toString(character)).matches();
    }

    private static String shown(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\' -> "\\" + Character.toString(character);
            default -> isUnseen(character) ? String.format("\\u{%04X}", character) : Character.toString(character);
        };
    }
}
