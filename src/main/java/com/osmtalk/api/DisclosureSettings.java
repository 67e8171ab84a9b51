package com.osmtalk.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What agents say first on a phone call: that an AI speaks, for whom, and that the call is recorded where it is.
 *
 * @param enabled on calls with real phones
 * @param simulatedCalls on simulated calls too, so that it can be read there
 * @param onBehalfOf whom agents speak for; a draft that leaves it empty has them name the organisation
 * @param words instead of the usual ones, by language ({@code en}, {@code hi}); {@code {{company}}} is {@code
 *     onBehalfOf}
 * @param recordingWords that the call is recorded, likewise
 */
public record DisclosureSettings(
        @Nullable Boolean enabled,
        @Nullable Boolean simulatedCalls,
        @Nullable String onBehalfOf,
        @Nullable Map<String, String> words,
        @Nullable Map<String, String> recordingWords) {
    private static final String COMPANY = "company";

    /** The organisation's own words for an agent of that language, filled in; empty: the usual ones are said. */
    public Optional<String> ownWords(String language) {
        return own(words, language)
                .map(text -> Placeholders.fill(text, Map.of(COMPANY, onBehalfOf == null ? "" : onBehalfOf)));
    }

    /** Likewise that the call is recorded. */
    public Optional<String> ownRecordingWords(String language) {
        return own(recordingWords, language);
    }

    /** Words for exactly this language, or for the language whatever the country. */
    private static Optional<String> own(@Nullable Map<String, String> words, String language) {
        Map<String, String> byLanguage = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byLanguage.putAll(words == null ? Map.of() : words);
        return Optional.ofNullable(byLanguage.get(language))
                .or(() -> Optional.ofNullable(
                        byLanguage.get(Locale.forLanguageTag(language).getLanguage())));
    }
}
