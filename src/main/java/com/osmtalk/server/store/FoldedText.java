package com.osmtalk.server.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as it is searched: two texts that a reader would call the same words fold to the same one, in every alphabet.
 * Case, full-width forms, composed and decomposed accents, typographic quotes and dashes, invisible characters and the
 * kind and number of blanks make no difference; accents and vowel signs do.
 *
 * <p>Done here and stored, because the databases don't agree: SQLite's {@code lower} knows ASCII only, PostgreSQL's
 * goes by the locale the database was made with.
 */
public final class FoldedText {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u2018\u2019\u201B\u02BC\u00B4`]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201C\u201D\u201E\u00AB\u00BB]");
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212]");

    private FoldedText() {}

    /** The folded form; folding it again changes nothing. */
    public static String of(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        // to capitals and back, for letters that are one small letter and two capitals, or the other way round
        String small = visible.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String letters = Normalizer.normalize(small, Normalizer.Form.NFKC)
                // the Turkish I with a dot, and the Greek s at the end of a word
                .replace("i\u0307", "i")
                .replace('\u03C2', '\u03C3');
        String marks = SINGLE_QUOTES.matcher(letters).replaceAll("'");
        marks = DOUBLE_QUOTES.matcher(marks).replaceAll("\"");
        marks = DASHES.matcher(marks).replaceAll("-");
        return BLANKS.matcher(marks).replaceAll(" ");
    }
}
