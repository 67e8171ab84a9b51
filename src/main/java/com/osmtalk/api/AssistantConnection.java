package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An assistant that is connected to an organisation, and may act for the person who agreed.
 *
 * @param clientName as the client calls itself
 * @param clientHost where its answers go: a host, or the scheme of a program
 * @param phoneNumberIds the only numbers it may call from; absent: all
 * @param maxCallsPerDay of this connection; absent: no limit of its own
 * @param maxSpendPerDay likewise
 * @param callsToday that count for the limit, in the organisation's day
 * @param spentToday likewise, with what calls that are not charged yet have reserved
 */
public record AssistantConnection(
        String id,
        String clientName,
        String clientHost,
        User user,
        List<AssistantScope> scopes,
        @Nullable List<String> phoneNumberIds,
        @Nullable Integer maxCallsPerDay,
        @Nullable Money maxSpendPerDay,
        int callsToday,
        Money spentToday,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
