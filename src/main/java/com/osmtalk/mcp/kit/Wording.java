package com.osmtalk.mcp.kit;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values are written in sentences. */
public final class Wording {
    /**
     * Characters that people do not see and models read, except those that join letters of Indian scripts and emoji.
     */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\x{E0100}-\\x{E01EF}&&[^\\u200C\\u200D]]");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+");

    private Wording() {}

    /**
     * A text on one line, so that it can't imitate further lines of ours. A longer text is cut and ends with an
     * ellipsis.
     */
    public static String oneLine(String text, int maxLength) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        String line =
                UntrustedText.unmarked(BREAKS.matcher(seen).replaceAll(" ").strip());
        if (line.length() <= maxLength) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return line.substring(0, end) + "…";
    }

    /** The same, ending like a sentence so that another can follow. */
    static String sentence(String text, int maxLength) {
        String line = oneLine(text, maxLength);
        return line.isEmpty() || ".!?…".indexOf(line.charAt(line.length() - 1)) >= 0 ? line : line + ".";
    }

    /**
     * A value for people. An object is shown by its fields, {@code day = Tuesday, first_name = Asha}, an object
     * inside it in brackets.
     */
    public static String shown(Object value) {
        return value instanceof Map<?, ?> fields
                ? fields.entrySet().stream()
                        .map(field -> field.getKey()
                                + (field.getValue() instanceof Map<?, ?> inner
                                        ? " (" + shown(inner) + ")"
                                        : " = " + field.getValue()))
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    /** An enum value as the API writes it: {@code in_progress}. */
    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** {@code 1 call}, {@code 2 calls}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 42 s}, {@code 2 min 5 s}. */
    public static String duration(double seconds) {
        long rounded = Math.round(seconds);
        return rounded < 60 ? rounded + " s" : rounded / 60 + " min " + rounded % 60 + " s";
    }

    /** {@code 75 %} for 0.75. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
