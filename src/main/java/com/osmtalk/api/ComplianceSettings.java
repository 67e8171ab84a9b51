package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers an organisation may dial and when, on every route.
 *
 * @param allowedCountries ISO 3166-1 alpha-2; empty: all
 * @param optOutPhrases words of a person that put their number on the do-not-call list, besides those always understood
 * @param disclosure what agents say first; absent: the server doesn't tell
 * @param requireConsent whether calls without a recorded consent are refused; absent: the server doesn't tell
 */
public record ComplianceSettings(
        List<String> allowedCountries,
        CallingWindow callingWindow,
        List<String> optOutPhrases,
        @Nullable DisclosureSettings disclosure,
        @Nullable Boolean requireConsent) {}
