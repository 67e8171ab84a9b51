package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/campaigns/:id/leads} as JSON: leads, or the text of a CSV file. */
public record LeadsRequest(
        @Nullable List<LeadDraft> leads, @Nullable String csv) {}
