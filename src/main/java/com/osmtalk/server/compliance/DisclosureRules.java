package com.osmtalk.server.compliance;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.api.Placeholders;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.brain.honesty.AiStatement;
import com.osmtalk.voice.brain.honesty.HumanClaim;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says first on a phone call, and which words of an organisation's own may stand in its place: they may
 * change how it is said that an AI speaks and for whom, and not whether.
 */
final class DisclosureRules {
    static final DisclosureSettings DEFAULT = new DisclosureSettings(true, false, null, Map.of(), Map.of());

    private static final String COMPANY = "company";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WORDS = 500;
    private static final int MOST_LANGUAGES = 50;

    private DisclosureRules() {}

    /** Settings with the fields of a change that are set. */
    static DisclosureSettings changed(DisclosureSettings old, @Nullable DisclosureSettings change) {
        if (change == null) {
            return old;
        }
        String name = change.onBehalfOf() == null
                ? old.onBehalfOf()
                : change.onBehalfOf().strip();
        return new DisclosureSettings(
                change.enabled() == null ? old.enabled() : change.enabled(),
                change.simulatedCalls() == null ? old.simulatedCalls() : change.simulatedCalls(),
                name == null || name.isEmpty() ? null : name,
                change.words() == null ? old.words() : new TreeMap<>(change.words()),
                change.recordingWords() == null ? old.recordingWords() : new TreeMap<>(change.recordingWords()));
    }

    /** Settings that name somebody. */
    static DisclosureSettings onBehalfOf(DisclosureSettings settings, String name) {
        return new DisclosureSettings(
                settings.enabled(), settings.simulatedCalls(), name, settings.words(), settings.recordingWords());
    }

    /**
     * What is said first; empty when nothing is.
     *
     * @param settings whole, with whom it is said for
     */
    static Optional<String> words(
            DisclosureSettings settings, Agent agent, CallDirection direction, boolean simulated) {
        boolean said = Boolean.TRUE.equals(settings.enabled())
                && (!simulated || Boolean.TRUE.equals(settings.simulatedCalls()));
        if (!said) {
            return Optional.empty();
        }
        StandardPhrases phrases = StandardPhrases.in(agent.language());
        Phrase usual = direction == CallDirection.OUTBOUND ? Phrase.AI_CALLS : Phrase.AI_ANSWERS;
        String name = Objects.requireNonNull(settings.onBehalfOf());
        // words without whom they are said for are none: an invented name must not be said to people
        String told = name.equals(Accounts.UNNAMED)
                ? phrases.get(Phrase.IS_AI)
                : settings.ownWords(agent.language()).orElseGet(() -> phrases.get(usual, Map.of(COMPANY, name)));
        return Optional.of(
                agent.recordingEnabled()
                        ? told + " "
                                + settings.ownRecordingWords(agent.language())
                                        .orElseGet(() -> phrases.get(Phrase.RECORDED))
                        : told);
    }

    static void check(@Nullable DisclosureSettings change, FieldErrors errors) {
        if (change == null) {
            return;
        }
        checkName(change.onBehalfOf(), errors);
        check("disclosure.words", change.words(), DisclosureRules::checkWords, errors);
        check("disclosure.recordingWords", change.recordingWords(), DisclosureRules::checkRecordingWords, errors);
    }

    private static void checkName(@Nullable String name, FieldErrors errors) {
        errors.optional("disclosure.onBehalfOf", name, LONGEST_NAME);
        if (name != null && HumanClaim.isIn(name)) {
            errors.add("disclosure.onBehalfOf", "must be a name, and not say that a person speaks");
        }
    }

    private static void check(String path, @Nullable Map<String, String> words, Content content, FieldErrors errors) {
        if (words == null) {
            return;
        }
        if (words.size() > MOST_LANGUAGES) {
            errors.add(path, "must have at most " + MOST_LANGUAGES + " languages");
            return;
        }
        words.forEach((language, text) -> {
            errors.required(path + "." + language, text, LONGEST_WORDS);
            Optional<String> code = code(language);
            if (code.isEmpty()) {
                errors.add(path, "must have languages like en or hi-IN as its names (BCP 47); not " + language);
            } else if (!StandardPhrases.LANGUAGES.contains(code.get())) {
                errors.add(
                        path,
                        "can have words in " + String.join(", ", StandardPhrases.LANGUAGES) + " only, since it can't be"
                                + " told what those in " + language + " say");
            } else if (text != null && !text.isBlank() && text.length() <= LONGEST_WORDS) {
                content.check(path + "." + language, text, code.get(), errors);
            }
        });
    }

    /** The language of a well-formed tag. */
    private static Optional<String> code(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build().getLanguage())
                    .filter(code -> !code.isEmpty());
        } catch (IllformedLocaleException notATag) {
            return Optional.empty();
        }
    }

    private static void checkWords(String path, String words, String language, FieldErrors errors) {
        AiStatement.missingIn(words, language).ifPresent(missing -> errors.add(path, missing));
        if (!Placeholders.names(words).contains(COMPANY)) {
            errors.add(path, "must say for whom the agent speaks: put {{company}} where disclosure.onBehalfOf belongs");
        }
        checkPlaces(path, words, List.of(COMPANY), errors);
    }

    private static void checkRecordingWords(String path, String words, String language, FieldErrors errors) {
        AiStatement.missingInRecording(words, language).ifPresent(missing -> errors.add(path, missing));
        checkPlaces(path, words, List.of(), errors);
    }

    private static void checkPlaces(String path, String words, List<String> known, FieldErrors errors) {
        if (!known.containsAll(Placeholders.names(words))) {
            errors.add(path, "can have no other place to be filled in than {{company}}");
        }
    }

    /** What words must say. */
    private interface Content {
        void check(String path, String words, String language, FieldErrors errors);
    }
}
