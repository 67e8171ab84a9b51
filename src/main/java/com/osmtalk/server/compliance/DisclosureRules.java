package com.osmtalk.server.compliance;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.api.Placeholders;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");

    /**
     * A machine by name. The abbreviations count in capitals only, since {@code ai} is an ordinary word in other
     * languages. "Virtual" and "digital" are not among them: a person may be a virtual assistant.
     */
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\p{L}\\p{M}])(?:AI|A\\. ?I\\.|KI|IA|ИИ)(?![\\p{L}\\p{M}])"
                    + "|(?iu:artifici|künstliche|kunstmatig|sztuczn|искусствен|робот|yapay zek|robot"
                    + "|(?:chat|voice)-?bot"
                    + "|\\bbot\\b|automat|automát|maschine|machine|máquina|macchina|computer"
                    + "|ए\\.? ?आई|कृत्रिम|रोबोट|मशीन|स्वचालित|人工|机器|機械|الذكاء الاصطناعي|روبوت)");

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
        String words = own(settings.words(), agent.language()).orElseGet(() -> phrases.get(usual));
        String told = Placeholders.fill(words, Map.of(COMPANY, Objects.requireNonNull(settings.onBehalfOf())));
        return Optional.of(
                agent.recordingEnabled()
                        ? told + " "
                                + own(settings.recordingWords(), agent.language())
                                        .orElseGet(() -> phrases.get(Phrase.RECORDED))
                        : told);
    }

    /** An organisation's own words for exactly this language, or for the language whatever the country. */
    private static Optional<String> own(@Nullable Map<String, String> words, String language) {
        String wanted = language.toLowerCase(Locale.ROOT);
        Map<String, String> byLanguage = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byLanguage.putAll(words == null ? Map.of() : words);
        return Optional.ofNullable(byLanguage.get(wanted))
                .or(() -> Optional.ofNullable(
                        byLanguage.get(Locale.forLanguageTag(wanted).getLanguage())));
    }

    static void check(@Nullable DisclosureSettings change, FieldErrors errors) {
        if (change == null) {
            return;
        }
        errors.optional("disclosure.onBehalfOf", change.onBehalfOf(), LONGEST_NAME);
        check("disclosure.words", change.words(), errors);
        check("disclosure.recordingWords", change.recordingWords(), errors);
        if (change.words() != null) {
            change.words().forEach((language, words) -> checkContent("disclosure.words." + language, words, errors));
        }
        if (change.recordingWords() != null) {
            change.recordingWords()
                    .forEach((language, words) ->
                            checkPlaces("disclosure.recordingWords." + language, words, List.of(), errors));
        }
    }

    private static void check(String path, @Nullable Map<String, String> words, FieldErrors errors) {
        if (words != null && words.size() > MOST_LANGUAGES) {
            errors.add(path, "must have at most " + MOST_LANGUAGES + " languages");
        } else if (words != null) {
            words.forEach((language, text) -> {
                if (!LANGUAGE.matcher(language).matches()) {
                    errors.add(path, "must have languages like en or hi-IN as its names; not " + language);
                }
                errors.required(path + "." + language, text, LONGEST_WORDS);
            });
        }
    }

    private static void checkContent(String path, @Nullable String words, FieldErrors errors) {
        if (words == null || words.isBlank()) {
            return;
        }
        if (!MACHINE.matcher(Normalizer.normalize(words, Normalizer.Form.NFKC)).find()) {
            errors.add(
                    path,
                    "must say that an AI speaks, such as \"an AI assistant\". To say nothing of it, switch"
                            + " disclosure.enabled off");
        }
        if (!Placeholders.names(words).contains(COMPANY)) {
            errors.add(path, "must say for whom the agent speaks: put {{company}} where disclosure.onBehalfOf belongs");
        }
        checkPlaces(path, words, List.of(COMPANY), errors);
    }

    private static void checkPlaces(String path, @Nullable String words, List<String> known, FieldErrors errors) {
        if (words != null && !known.containsAll(Placeholders.names(words))) {
            errors.add(path, "can have no other place to be filled in than {{company}}");
        }
    }
}
