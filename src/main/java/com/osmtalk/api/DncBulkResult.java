package com.osmtalk.api;

/**
 * The answer of {@code POST /api/campaigns/dnc/bulk}.
 *
 * @param alreadyListed entries whose number was on the list before, or more than once in the request
 */
public record DncBulkResult(int inserted, int alreadyListed) {}
