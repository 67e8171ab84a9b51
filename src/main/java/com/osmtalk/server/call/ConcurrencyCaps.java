package com.osmtalk.server.call;

/**
 * How many phone and web calls may be live, waiting ones included.
 *
 * @param perOrganization MAX_CONCURRENT_CALLS_PER_ORG
 * @param platform MAX_CONCURRENT_CALLS
 */
public record ConcurrencyCaps(int perOrganization, int platform) {
    public static final ConcurrencyCaps DEFAULT = new ConcurrencyCaps(15, 45);
}
