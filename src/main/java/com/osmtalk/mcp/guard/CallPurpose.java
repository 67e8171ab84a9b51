package com.osmtalk.mcp.guard;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for, in a form that is equal for two calls that sound the same: case, blanks, invisible characters
 * and the different Unicode spellings of a letter do not make a different call. Without this, a model that rephrases
 * a variable by one space would call the same person twice.
 */
public final class CallPurpose {
    /** Invisible characters: format characters, and those that Unicode tells renderers to ignore. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\s\\x{85}]]|[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}"
                    + "\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\\x{85}]+");

    private CallPurpose() {}

    /**
     * The purpose of a call with these variables, as a fingerprint.
     *
     * @param asked the variables that the agent uses, since others are never heard; null when that is unknown
     */
    public static String of(Map<String, String> variables, @Nullable Collection<String> asked) {
        Map<String, String> heard = new TreeMap<>();
        variables.forEach((name, value) -> {
            String words = normal(value);
            if (!words.isEmpty() && (asked == null || asked.contains(name))) {
                heard.put(name, words);
            }
        });
        return Fingerprint.of(heard.entrySet().stream().map(Object::toString).toArray(String[]::new));
    }

    static String normal(String text) {
        String seen =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        String folded = BLANKS.matcher(seen)
                .replaceAll(" ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
}
