package com.osmtalk.api;

import java.util.List;

/**
 * Which numbers an organisation may dial and when, on every route.
 *
 * @param allowedCountries ISO 3166-1 alpha-2; empty: all
 * @param optOutPhrases words of a person that put their number on the do-not-call list, besides those always understood
 */
public record ComplianceSettings(
        List<String> allowedCountries, CallingWindow callingWindow, List<String> optOutPhrases) {}
