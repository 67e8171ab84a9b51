package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /api/settings/compliance}; an absent field stays as it is, also one of the disclosure. */
public record ComplianceDraft(
        @Nullable List<String> allowedCountries,
        @Nullable CallingWindow callingWindow,
        @Nullable List<String> optOutPhrases,
        @Nullable DisclosureSettings disclosure,
        @Nullable Boolean requireConsent) {}
