package com.osmtalk.mcp.guard;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for, so that two calls for the same have the same purpose however it is written: what nobody hears,
 * as case, blanks, unseen characters and the several spellings of a letter in Unicode, makes no other call of it.
 */
public final class CallPurpose {
    /** What is not seen; beside the format characters, those that Unicode lets a reader ignore. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\s\\x{85}]]|[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}"
                    + "\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\\x{85}]+");

    private CallPurpose() {}

    /**
     * The purpose of a call with these variables.
     *
     * @param asked the variables the agent has a place for, any other can't be heard; null: nobody knows
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
