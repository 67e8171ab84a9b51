package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;
import com.osmtalk.mcp.guard.store.CampaignCallStore.RecentCalls;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.StoredDial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How often, how many and how dear: the rules that look at what was dialled before. */
final class Limits {
    /** What a call needs before it starts, by osmTalk's price list; counted for each until its own price is known. */
    private static final Money RESERVED_FOR_A_CALL = Money.ofPaise(10_00);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Cap HOURLY = new Cap(
            Duration.ofHours(1),
            "an hour",
            RefusalCode.HOURLY_CAP_REACHED,
            "OSMTALK_CALLS_PER_HOUR (--calls-per-hour)",
            GuardSettings::perHour);
    private static final Cap DAILY = new Cap(
            DAY,
            "24 hours",
            RefusalCode.DAILY_CAP_REACHED,
            "OSMTALK_CALLS_PER_DAY (--calls-per-day)",
            GuardSettings::perDay);

    /** Each is a request to the API, and a client waits for a minute at most. */
    private static final int LOOKED_UP = 50;

    private final GuardSettings settings;
    private final Clock clock;

    Limits(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** How many calls there may be in a time. */
    private record Cap(
            Duration length,
            String span,
            RefusalCode code,
            String setting,
            Function<GuardSettings, @Nullable Integer> most) {
        @Nullable
        Integer of(GuardSettings settings) {
            return most.apply(settings);
        }
    }

    /**
     * What the account had spent when its day's figures were asked for.
     *
     * @param asOf calls whose price was final by then are in the figures
     */
    record Spent(Money today, Instant asOf) {}

    /**
     * Asks the account's figures, if there is a limit to hold them against; null when there is none.
     *
     * @param calls that are wanted
     */
    @Nullable
    Spent measure(BillingAccount account, GuardRecords records, long calls) {
        Money limit = settings.maxSpendPerDay();
        if (limit == null) {
            return null;
        }
        Instant asked = clock.instant();
        Spent spent = new Spent(account.spentToday(), asked);
        long open =
                records.transaction(transaction -> transaction.dials().unsettledCalls(account.id(), asked, DAY, asked));
        if (!limit.isLessThan(withReserves(spent, open + calls))) {
            return spent;
        }
        // near the limit it matters whether calls still hold their reserve
        return settle(account, records, asked) ? new Spent(account.spentToday(), clock.instant()) : spent;
    }

    /** Looks which calls have their prices by now; false when none has. */
    private boolean settle(BillingAccount account, GuardRecords records, Instant asked) {
        List<StoredDial> settled = records
                .transaction(transaction -> transaction.dials().unsettled(account.id(), asked, DAY, asked, LOOKED_UP))
                .stream()
                .filter(dial -> dial.callId() != null && account.isSettled(dial.callId()))
                .toList();
        List<String> over = records
                .transaction(transaction -> transaction.dials().unsettledCampaigns(account.id(), asked, DAY, asked))
                .stream()
                .limit(LOOKED_UP)
                .filter(account::isOver)
                .toList();
        Instant asOf = clock.instant();
        records.transaction(transaction -> {
            for (StoredDial dial : settled) {
                transaction.dials().settled(dial, asOf);
            }
            for (String campaign : over) {
                transaction.dials().settled(account.id(), campaign, asOf);
            }
            return asOf;
        });
        return !settled.isEmpty() || !over.isEmpty();
    }

    /**
     * Finds what stands against another dial.
     *
     * @param spent as {@link #measure} gave it
     * @return the same call, placed a short while ago
     * @throws DialRefusedException for the first limit that is reached
     */
    Optional<StoredDial> check(
            GuardTransaction transaction, String account, String purpose, DialRequest dial, @Nullable Spent spent) {
        Instant now = clock.instant();
        Optional<StoredDial> first = settings.duplicates().isZero()
                ? Optional.empty()
                : transaction.dials().latest(account, purpose, now, settings.duplicates());
        if (first.isPresent()) {
            return Optional.of(requirePlaced(first.get(), dial));
        }
        checkCap(transaction, account, now, HOURLY);
        checkCap(transaction, account, now, DAILY);
        checkSpend(transaction, account, now, 1, spent);
        return Optional.empty();
    }

    /**
     * Checks that nobody of those a campaign is to call was called by its agent a short while before.
     *
     * @param run what they are staged as
     * @param at when it begins to call
     */
    void checkRecent(GuardTransaction transaction, String account, CampaignRun campaign, String run, Instant at) {
        if (settings.duplicates().isZero()) {
            return;
        }
        Optional<RecentCalls> recent =
                transaction.campaignCalls().recent(account, campaign.campaign(), run, at, settings.duplicates());
        if (recent.isPresent()) {
            Instant free = recent.get().last().plus(settings.duplicates());
            throw new DialRefusedException(
                    RefusalCode.DUPLICATE_SUPPRESSED,
                    recent.get().people()
                            + " of the people it is to call are called by the same agent, by itself or for"
                            + " another campaign, within "
                            + settings.duplicates().toMinutes() + " minutes; nobody was"
                            + " called.",
                    "Tell the person; it may be started at " + free + ". " + duplicatesSetting(),
                    Map.of("retry_at", free.toString(), "people", recent.get().people()));
        }
    }

    /** @throws DialRefusedException when so many calls are more than any hour or day has room for */
    void requireRoom(long calls) {
        requireRoom(calls, HOURLY);
        requireRoom(calls, DAILY);
    }

    private void requireRoom(long calls, Cap cap) {
        Integer most = cap.of(settings);
        if (most != null && calls > most) {
            throw new DialRefusedException(
                    cap.code(),
                    "It may make more calls, with those to people who are not reached at first, than the " + most
                            + " that may be placed within " + cap.span() + "; nobody was called.",
                    "Tell the person; " + cap.setting() + " sets the limit.");
        }
    }

    /**
     * Checks a campaign's calls that are entered by now, and will be undone when this throws.
     *
     * @param calls how many it may make
     */
    void checkEntered(GuardTransaction transaction, String account, Instant at, long calls, @Nullable Spent spent) {
        for (Cap cap : List.of(HOURLY, DAILY)) {
            Integer most = cap.of(settings);
            long together = most == null ? 0 : transaction.dials().calls(account, at, cap.length());
            if (most != null && together > most) {
                throw new DialRefusedException(
                        cap.code(),
                        "It may make " + calls + " calls, and with those that are placed already it would be "
                                + together + " within " + cap.span() + ", of " + most
                                + " that may be; nobody was called.",
                        "Tell the person; it may be started later, and " + cap.setting() + " sets the limit.");
            }
        }
        checkSpend(transaction, account, at, 0, spent);
    }

    private StoredDial requirePlaced(StoredDial first, DialRequest dial) {
        if (first.state() == StoredDial.State.PLACED) {
            return first;
        }
        if (first.campaign() != null) {
            Instant free = first.at().plus(settings.duplicates());
            throw new DialRefusedException(
                    RefusalCode.DUPLICATE_SUPPRESSED,
                    "The campaign " + first.campaign() + " makes the same call to " + dial.to()
                            + "; nothing was dialled now.",
                    "Look with list_calls number=" + dial.to() + ". " + duplicatesSetting(),
                    Map.of("retry_at", free.toString()));
        }
        throw new DialRefusedException(
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

    private void checkCap(GuardTransaction transaction, String account, Instant now, Cap cap) {
        Integer most = cap.of(settings);
        long calls = most == null ? 0 : transaction.dials().calls(account, now, cap.length());
        if (most == null || calls < most) {
            return;
        }
        Instant free = transaction
                .dials()
                .lastBeyond(account, now, cap.length(), most - 1L)
                .plus(cap.length());
        throw new DialRefusedException(
                cap.code(),
                calls + " calls were placed within " + cap.span() + ", those that a campaign may make among them, of "
                        + most + " that may be; nothing was dialled.",
                "Tell the person; the next may be placed at " + free + ". " + cap.setting() + " sets the limit.",
                Map.of("retry_at", free.toString()));
    }

    /** @param more calls than are entered */
    private void checkSpend(
            GuardTransaction transaction, String account, Instant around, long more, @Nullable Spent spent) {
        Money limit = settings.maxSpendPerDay();
        if (limit == null || spent == null) {
            return;
        }
        long calls = transaction.dials().unsettledCalls(account, around, DAY, spent.asOf()) + more;
        if (!limit.isLessThan(withReserves(spent, calls))) {
            return;
        }
        throw new DialRefusedException(
                RefusalCode.SPEND_CAP_REACHED,
                "The account has spent " + spent.today() + " today, and with " + RESERVED_FOR_A_CALL + " for each of "
                        + (calls == 1 ? "one call" : calls + " calls")
                        + " without a price, this among them, that is more"
                        + " than the " + limit + " a day that may be spent; nothing was dialled.",
                "Tell the person. OSMTALK_MAX_SPEND_PER_DAY (--max-spend-per-day) sets the limit; the account's day ends"
                        + " at its midnight.");
    }

    private static Money withReserves(Spent spent, long calls) {
        return spent.today().plus(RESERVED_FOR_A_CALL.times(calls));
    }
}
