package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;
import com.osmtalk.mcp.guard.JournalEntries.Entry;
import com.osmtalk.mcp.guard.JournalEntries.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often, how many and how dear: the rules that look at what was dialled before. */
final class Limits {
    /** What a call needs before it starts, by osmTalk's price list; counted for each until its own price is known. */
    private static final Money RESERVED_FOR_A_CALL = Money.ofPaise(10_00);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Each is a request to the API, and a client waits for a minute at most. */
    private static final int LOOKED_UP = 50;

    private final GuardSettings settings;
    private final Clock clock;

    Limits(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What the account had spent when its day's figures were asked for.
     *
     * @param asOf calls whose price was final by then are in the figures
     */
    record Spent(Money today, Instant asOf) {}

    /** Asks the account's figures, if there is a limit to hold them against; null when there is none. */
    @Nullable
    Spent measure(Payer payer, Journal journal) {
        Money limit = settings.maxSpendPerDay();
        if (limit == null) {
            return null;
        }
        Instant asked = clock.instant();
        Spent spent = new Spent(payer.spentToday(), asked);
        List<Entry> unsettled = unsettled(payer, journal, spent);
        if (!limit.isLessThan(withReserves(spent, unsettled.size() + 1))) {
            return spent;
        }
        // near the limit it matters whether calls still hold their reserve
        List<Entry> settled = unsettled.stream()
                .filter(dial -> dial.callId() != null)
                .limit(LOOKED_UP)
                .filter(dial -> payer.isSettled(dial.callId()))
                .toList();
        if (settled.isEmpty()) {
            return spent;
        }
        Instant asOf = clock.instant();
        journal.transaction(entries -> {
            for (Entry dial : settled) {
                entries.settled(dial, asOf);
            }
            return settled;
        });
        return new Spent(payer.spentToday(), asOf);
    }

    /**
     * Finds what stands against another dial.
     *
     * @param spent as {@link #measure} gave it
     * @return the same call, placed a short while ago
     * @throws DialRefused for the first limit that is reached
     */
    Optional<Entry> check(JournalEntries entries, String account, String purpose, Dial dial, @Nullable Spent spent)
            throws SQLException {
        Instant now = clock.instant();
        Optional<Entry> first = settings.duplicates().isZero()
                ? Optional.empty()
                : entries.latest(account, purpose, now.minus(settings.duplicates()));
        if (first.isPresent()) {
            return Optional.of(requirePlaced(first.get(), dial));
        }
        checkCap(entries, account, settings.perHour(), HOUR, RefusalCode.HOURLY_CAP_REACHED);
        checkCap(entries, account, settings.perDay(), DAY, RefusalCode.DAILY_CAP_REACHED);
        if (spent != null) {
            checkSpend(entries, account, spent);
        }
        return Optional.empty();
    }

    /** @throws DialRefused when so many calls are more than any hour or day has room for */
    void requireWithinCaps(long calls) {
        requireRoom(
                calls, settings.perHour(), RefusalCode.HOURLY_CAP_REACHED, "OSMTALK_CALLS_PER_HOUR (--calls-per-hour)");
        requireRoom(calls, settings.perDay(), RefusalCode.DAILY_CAP_REACHED, "OSMTALK_CALLS_PER_DAY (--calls-per-day)");
    }

    private static void requireRoom(long calls, @Nullable Integer cap, RefusalCode code, String setting) {
        if (cap != null && calls > cap) {
            throw new DialRefused(
                    code,
                    "That is " + calls + " calls, of " + cap + " that may be placed; nobody was called.",
                    "Tell the person; " + setting + " sets the limit.");
        }
    }

    private Entry requirePlaced(Entry first, Dial dial) {
        if (first.state() == State.PLACED) {
            return first;
        }
        throw new DialRefused(
                RefusalCode.DUPLICATE_SUPPRESSED,
                "The same call to " + dial.to() + " was begun at " + first.at()
                        + " and MAY have been placed; nothing was dialled now.",
                "Look with list_calls number=" + dial.to() + ". If it is not there, repeat the call with the same"
                        + " arguments and idempotency_key=" + first.idempotencyKey() + ": that never dials twice. "
                        + duplicatesSetting(),
                Map.of("idempotency_key", first.idempotencyKey()));
    }

    private String duplicatesSetting() {
        return "OSMTALK_DUPLICATE_MINUTES (--duplicate-minutes, now "
                + settings.duplicates().toMinutes() + ") says for how long the same call is not placed again.";
    }

    private void checkCap(
            JournalEntries entries, String account, @Nullable Integer cap, Duration span, RefusalCode code)
            throws SQLException {
        if (cap == null) {
            return;
        }
        List<Entry> dialled = entries.since(account, clock.instant().minus(span));
        if (dialled.size() < cap) {
            return;
        }
        Instant free = dialled.get(dialled.size() - cap).at().plus(span);
        boolean hour = span.equals(HOUR);
        throw new DialRefused(
                code,
                dialled.size() + " calls were placed within the last " + (hour ? "hour" : "24 hours") + ", of " + cap
                        + " that may be; nothing was dialled.",
                "Tell the person; the next may be placed at " + free + ". "
                        + (hour
                                ? "OSMTALK_CALLS_PER_HOUR (--calls-per-hour)"
                                : "OSMTALK_CALLS_PER_DAY (--calls-per-day)")
                        + " sets the limit.",
                Map.of("retry_at", free.toString()));
    }

    private void checkSpend(JournalEntries entries, String account, Spent spent) throws SQLException {
        Money limit = settings.maxSpendPerDay();
        int open = entries.unsettled(account, clock.instant().minus(DAY), spent.asOf())
                .size();
        if (limit == null || !limit.isLessThan(withReserves(spent, open + 1))) {
            return;
        }
        throw new DialRefused(
                RefusalCode.SPEND_CAP_REACHED,
                "The account has spent " + spent.today() + " today"
                        + (open == 0
                                ? ""
                                : ", " + open + " more call" + (open == 1 ? " has" : "s have") + " no price yet")
                        + ", and with " + RESERVED_FOR_A_CALL + " for each and for another one that is more than the "
                        + limit + " a day that may be spent; nothing was dialled.",
                "Tell the person. OSMTALK_MAX_SPEND_PER_DAY (--max-spend-per-day) sets the limit; the account's day ends"
                        + " at its midnight.");
    }

    private List<Entry> unsettled(Payer payer, Journal journal, Spent spent) {
        return journal.transaction(
                entries -> entries.unsettled(payer.id(), clock.instant().minus(DAY), spent.asOf()));
    }

    private static Money withReserves(Spent spent, int calls) {
        return spent.today().plus(RESERVED_FOR_A_CALL.times(calls));
    }
}
