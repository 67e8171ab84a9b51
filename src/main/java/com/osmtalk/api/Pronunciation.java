package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * How a word is spoken that a voice would get wrong.
 *
 * @param word one word or several, as the agent writes them; small and capital letters are the same
 * @param say what is spoken instead, spelled as it sounds
 * @param ipa the sound in the International Phonetic Alphabet, for voices that take it; absent: {@code say} is spoken
 */
public record Pronunciation(
        String word, String say, @Nullable String ipa) {}
