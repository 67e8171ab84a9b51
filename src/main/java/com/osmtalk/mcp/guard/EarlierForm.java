package com.osmtalk.mcp.guard;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which versions before {@link SpokenForm} compared texts: without invisible characters, in one case, with
 * single blanks. Only to find the calls they noted; see {@link CallFingerprints}.
 */
final class EarlierForm {
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\s\\x{85}]]|[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}"
                    + "\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]");

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\\x{85}]+");

    private EarlierForm() {}

    static String of(String text) {
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
