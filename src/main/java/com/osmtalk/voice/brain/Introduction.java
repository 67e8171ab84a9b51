package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.brain.honesty.AiStatement;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * That an AI assistant calls, and for whom. The general agent speaks for whoever asked for the call, so it says so on
 * each of them, also where the call has first words of its own that don't.
 */
public final class Introduction {
    /** What a sentence that introduces the agent is made of, beside the name. */
    private static final Pattern NOTHING_ELSE = Pattern.compile("(?iu)"
            + "(?:hello|hi|hey|good (?:morning|afternoon|evening|day)"
            + "|i am|i'm|i’m|this is|here is|it is|it's|an?|the|ai|artificial|intelligence|virtual|voice"
            + "|automated|digital|robot|bot|assistant|agent|calling|call|on behalf"
            + "|behalf|for|from|of|here|speaking|and|\\W)+");

    private Introduction() {}

    /**
     * First words without what whoever hears them was told in the breath before: that an AI assistant calls, and for
     * whom.
     *
     * @param told the disclosure
     */
    public static String without(String firstWords, Agent agent, Map<String, String> variables, String told) {
        if (!Boolean.TRUE.equals(agent.general())) {
            return firstWords;
        }
        String name = variables.getOrDefault("on_behalf_of", "").strip();
        StringBuilder left = new StringBuilder();
        for (String sentence : SentenceSplitter.of(firstWords)) {
            String said = !introduces(sentence, name, agent.language())
                    ? sentence
                    : name.isEmpty() || names(told, name)
                            ? ""
                            : StandardPhrases.in(agent.language()).get(Phrase.CALLS_FOR, Map.of("company", name));
            left.append(left.isEmpty() || said.isEmpty() ? "" : " ").append(said);
        }
        return left.toString();
    }

    /** Whether a sentence says that an AI calls, and for whom at most. */
    private static boolean introduces(String sentence, String name, String language) {
        String others = name.isEmpty() ? sentence : sentence.replace(name, " ");
        return sentence.equals(words(name, language))
                || AiStatement.missingIn(sentence, "en").isEmpty()
                        && NOTHING_ELSE.matcher(others).matches();
    }

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
