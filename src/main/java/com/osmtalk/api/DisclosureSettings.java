package com.osmtalk.api;

import java.util.Map;
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
        @Nullable Map<String, String> recordingWords) {}
