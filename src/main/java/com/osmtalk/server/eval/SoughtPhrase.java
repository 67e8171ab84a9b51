package com.osmtalk.server.eval;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A phrase of a test case, looked for in what an agent said: in any case, spacing and kind of quotation mark, as whole
 * words. It may be several with {@code |} between them, of which one is enough. It is no regular expression: one that
 * somebody sends could keep the server busy for hours.
 */
final class SoughtPhrase {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

    private final List<String> alternatives;

    SoughtPhrase(String written) {
        alternatives = alternatives(written).map(SoughtPhrase::folded).toList();
    }

    /** Whether each of its alternatives has something to look for. */
    static boolean isValid(String written) {
        return alternatives(written)
                .allMatch(alternative -> folded(alternative).codePoints().anyMatch(Character::isLetterOrDigit));
    }

    private static Stream<String> alternatives(String written) {
        return Stream.of(written.split("\\|", -1));
    }

    boolean isIn(String text) {
        String folded = folded(text);
        return alternatives.stream().anyMatch(alternative -> isIn(folded, alternative));
    }

    private static boolean isIn(String text, String words) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            if (isEdge(text, at) && isEdge(text, at + words.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether no word goes on across that place. Scripts that put no space between words have no such places. */
    private static boolean isEdge(String text, int at) {
        return at == 0 || at == text.length() || !isOfWord(text.codePointBefore(at)) || !isOfWord(text.codePointAt(at));
    }

    private static boolean isOfWord(int character) {
        return (Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK)
                && !Character.isIdeographic(character);
    }

    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('“', '"')
                .replace('”', '"');
        return SPACE.matcher(plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
