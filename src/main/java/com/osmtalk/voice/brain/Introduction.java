package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.brain.honesty.AiStatement;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.Locale;
import java.util.Map;

/**
 * That an AI assistant calls, and for whom. The general agent speaks for whoever asked for the call, so it says so on
 * each of them, also where the call has first words of its own that don't.
 */
final class Introduction {
    private Introduction() {}

    /** First words as they are, with the introduction after them where they are none. */
    static String after(String firstWords, Agent agent, Map<String, String> variables) {
        String name = variables.getOrDefault("on_behalf_of", "").strip();
        return !Boolean.TRUE.equals(agent.general()) || isIn(firstWords, name, agent.language())
                ? firstWords
                : ended(firstWords) + " " + words(name, agent.language());
    }

    private static boolean isIn(String words, String name, String language) {
        return StandardPhrases.LANGUAGES.contains(
                        Locale.forLanguageTag(language).getLanguage())
                && AiStatement.missingIn(words, language).isEmpty()
                && names(words, name);
    }

    /** A first name is enough. */
    private static boolean names(String words, String name) {
        String first = plain(name.replaceFirst("(?i)^(?:the|my|our) ", "")).split(" ", 2)[0];
        return (" " + plain(words) + " ").contains(" " + first + " ");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    private static String words(String name, String language) {
        StandardPhrases phrases = StandardPhrases.in(language);
        return name.isEmpty() ? phrases.get(Phrase.IS_AI) : phrases.get(Phrase.AI_CALLS, Map.of("company", name));
    }

    private static String ended(String words) {
        return words.matches("(?s).*[.!?…।]") ? words : words.replaceFirst("[,;:]+$", "") + ".";
    }
}
