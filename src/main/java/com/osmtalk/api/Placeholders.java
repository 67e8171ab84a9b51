package com.osmtalk.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code {{name}}} places of a text: what they are called, and what stands there when they are filled. */
public final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]{0,200})}}");
    private static final int NAME_LENGTH = 64;
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    private Placeholders() {}

    /** Whether a variable can have that name: 1 to 64 letters, digits, _ - . and single spaces between them. */
    public static boolean isName(String name) {
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            boolean fits = name.charAt(i) == ' '
                    ? i > 0 && i < name.length() - 1 && name.charAt(i - 1) != ' '
                    : isOfAName(name.charAt(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfAName(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "_.-".indexOf(character) >= 0;
    }

    /** The variables the texts have places for, each once, in the order in which they first appear. */
    public static List<String> names(String... texts) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts) {
            addNames(names, text);
        }
        return List.copyOf(names);
    }

    /** Two braces are found far quicker than the pattern, and most texts have none. */
    private static void addNames(Set<String> names, String text) {
        Matcher places = PLACE.matcher(text);
        int open = text.indexOf("{{");
        while (open >= 0 && places.find(open)) {
            String name = places.group(1).strip();
            if (isName(name)) {
                names.add(name);
            }
            open = text.indexOf("{{", places.end());
        }
    }

    /**
     * The text with each place replaced by its variable. An unknown or empty variable leaves nothing behind, not even
     * the space or comma that belonged to it. A value is taken as it is, on one line: places inside it stay unfilled.
     */
    public static String fill(String text, Map<String, String> variables) {
        StringBuilder filled = new StringBuilder(text.length());
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            filled.append(text, from, places.start());
            String value = value(variables, places.group(1).strip());
            from = places.end();
            if (value.isEmpty()) {
                from = closeGap(filled, text, from);
            }
            filled.append(value);
        }
        return filled.append(text, from, text.length()).toString();
    }

    private static String value(Map<String, String> variables, String name) {
        return BREAKS.matcher(variables.getOrDefault(name, "")).replaceAll(" ").strip();
    }

    /** Gives where the text goes on. */
    private static int closeGap(StringBuilder before, String text, int from) {
        boolean atStart = before.isEmpty() || before.charAt(before.length() - 1) == '\n';
        int next = from;
        if (atStart) {
            while (next < text.length() && " ,;:.!?".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
        } else if (before.charAt(before.length() - 1) == ' ') {
            boolean nothingOrMarkFollows = next == text.length() || " ,;:.!?\n".indexOf(text.charAt(next)) >= 0;
            if (nothingOrMarkFollows) {
                before.setLength(before.length() - 1);
            }
        }
        return next;
    }
}
