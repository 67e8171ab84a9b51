package com.osmtalk.voice.brain;

import java.util.regex.Pattern;

/** The words by which a person asks never to be called again. */
@FunctionalInterface
public interface OptOutWords {
    /** Those that every agent understands. */
    OptOutWords USUAL = said -> Intent.of(said) == Intent.OPT_OUT;

    /** A message of this word alone, as people answer a sender they want no more from; said aloud it only interrupts. */
    OptOutWords WRITTEN = Pattern.compile("\\W*(please )?stop( ?all)?( please)?\\W*", Pattern.CASE_INSENSITIVE)
            .asMatchPredicate()::test;

    boolean areIn(String said);

    /** These and others. */
    default OptOutWords or(OptOutWords others) {
        return said -> areIn(said) || others.areIn(said);
    }
}
