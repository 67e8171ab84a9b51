package com.osmtalk.voice.brain;

import com.osmtalk.voice.brain.optout.OptOutGrammar;
import com.osmtalk.voice.brain.optout.Sentences;
import java.util.Set;

/** The words by which a person asks never to be called again. */
@FunctionalInterface
public interface OptOutWords {
    /** Those that every agent understands, in English, Hindi and Spanish. */
    OptOutWords USUAL = OptOutGrammar::isIn;

    /**
     * A message of such a word alone, as people answer a sender they want no more from; said aloud it may mean
     * anything.
     *
     * @see <a href="https://www.ecfr.gov/current/title-47/section-64.1200">47 CFR 64.1200 (a) (10)</a>
     */
    OptOutWords WRITTEN = said -> Keywords.ALONE.contains(Keywords.bare(said));

    boolean areIn(String said);

    /** These and others. */
    default OptOutWords or(OptOutWords others) {
        return said -> areIn(said) || others.areIn(said);
    }

    /** The one-word forms, as {@link #WRITTEN} understands them. */
    final class Keywords {
        private static final Set<String> ALONE = Set.of(
                "stop",
                "stopall",
                "unsubscribe",
                "cancel",
                "end",
                "quit",
                "revoke",
                "optout",
                "remove",
                "baja",
                "al" + "to",
                "parar",
                "cancelar",
                "detener",
                "band",
                "bandkaro",
                "roko",
                "बंद",
                "बंदकरो",
                "बंदकरें",
                "रोको",
                "स्टॉप");

        private Keywords() {}

        /** A message without blanks and "please". */
        private static String bare(String message) {
            return Sentences.words(message)
                    .replaceAll("(?:^| )(?:please|pls|por favor|now|ok|कृपया|प्लीज)(?= |$)", " ")
                    .replace(" ", "");
        }
    }
}
