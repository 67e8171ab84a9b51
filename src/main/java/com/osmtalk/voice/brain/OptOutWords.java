package com.osmtalk.voice.brain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words by which a person asks never to be called again. */
@FunctionalInterface
public interface OptOutWords {
    /** Those that every agent understands. */
    OptOutWords USUAL = said -> Intent.of(said) == Intent.OPT_OUT;

    /**
     * A message of such a word alone, as people answer a sender they want no more from; said aloud it may mean
     * anything.
     *
     * @see <a href="https://www.ecfr.gov/current/title-47/section-64.1200">47 CFR 64.1200 (a) (10)</a>
     */
    OptOutWords WRITTEN = alone("(please )?stop( ?all)?( please)?|unsubscribe|cancel|end|quit|revoke|opt ?out");

    boolean areIn(String said);

    /** These and others. */
    default OptOutWords or(OptOutWords others) {
        return said -> areIn(said) || others.areIn(said);
    }

    /**
     * The words of a text in small letters, each after one space and before one, without what stands around them; marks
     * that belong to letters, as in Hindi, stay with them.
     */
    static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return " " + plain.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip() + " ";
    }

    private static OptOutWords alone(String expression) {
        Predicate<String> word = Pattern.compile(" (" + expression + ") ").asMatchPredicate();
        return said -> word.test(words(said));
    }
}
