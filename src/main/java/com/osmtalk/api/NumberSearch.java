package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/telephony/numbers/search} looks for.
 *
 * @param country ISO 3166-1 alpha-2; null: India
 * @param type null: local
 * @param contains digits that follow each other in the number
 * @param limit 1 to 100; null: 20
 */
public record NumberSearch(
        @Nullable String country,
        @Nullable NumberType type,
        @Nullable String contains,
        @Nullable Integer limit) {}
