package com.osmtalk.voice.brain;

/** The words by which a person asks never to be called again. */
@FunctionalInterface
public interface OptOutWords {
    /** Those that every agent understands. */
    OptOutWords USUAL = said -> Intent.of(said) == Intent.OPT_OUT;

    boolean areIn(String said);

    /** These and others. */
    default OptOutWords or(OptOutWords others) {
        return said -> areIn(said) || others.areIn(said);
    }
}
