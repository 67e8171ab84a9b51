package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.mcp.guard.store.StoredDial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules again about calls that were let through for later, which a server dials on its own: the settings may
 * be others by then. Consent is not asked again: it goes with the call, as the times for which it was given.
 */
final class LaterDials {
    /** By how much the last attempt may be later than was reckoned when the call was asked for. */
    private static final Duration DELAY = Duration.ofDays(1);

    private final GuardRecords records;
    private final NumberRules numbers;
    private final Limits limits;
    private final Clock clock;

    LaterDials(GuardRecords records, NumberRules numbers, Limits limits, Clock clock) {
        this.records = records;
        this.numbers = numbers;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What stands against a call now.
     *
     * @param firstCallId the id of the first attempt
     * @param ring when it is to be dialled, or was
     * @param account whose spending counts; null: that is not asked
     * @return empty when it may be dialled, or did not go through this guard
     */
    Optional<DialRefusedException> objection(
            String firstCallId,
            PhoneNumber to,
            @Nullable Boolean simulated,
            Instant ring,
            @Nullable BillingAccount account) {
        Optional<StoredDial> entry =
                records.transaction(transaction -> transaction.dials().ofCall(firstCallId));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant now = clock.instant();
            numbers.check(to);
            numbers.checkHours(to, simulated, ring.isBefore(now) ? now : ring, now);
            @Nullable Spent spent = account == null ? null : limits.measure(account, records, 0);
            records.transaction(transaction -> {
                limits.checkAgain(transaction, entry.get(), ring, spent);
                return entry;
            });
            return Optional.empty();
        } catch (DialRefusedException e) {
            if (e.code() == RefusalCode.GUARD_UNAVAILABLE) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** The calls of an account that may still be dialled, by the ids of their first attempts, the earliest first. */
    List<String> ids(String account) {
        Instant since = clock.instant().minus(DELAY);
        return records.transaction(transaction -> transaction.dials().later(account, since)).stream()
                .flatMap(dial -> Optional.ofNullable(dial.callId()).stream())
                .toList();
    }

    /** Stops counting a call that was cancelled before its first attempt. */
    void withdraw(String callId) {
        records.transaction(transaction -> {
            transaction.dials().ofCall(callId).ifPresent(transaction.dials()::withdraw);
            return callId;
        });
    }
}
