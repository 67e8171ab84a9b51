package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * How long an organisation keeps the recordings of its calls; also the body of {@code PUT /api/settings/recordings},
 * which replaces it.
 *
 * @param keepDays days after the end of a call until its recording is deleted, 1 to 3,650; absent: kept for ever
 */
public record RecordingSettings(@Nullable Integer keepDays) {}
