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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limits that depend on earlier calls: the same call again, calls per hour and per day, and spend per day. The
 * windows slide: an hour is any 60 minutes, a day any 24 hours; only money follows the account's own day, since the
 * API reports it so.
 */
final class Limits {
    /**
     * The credit that osmTalk requires before a call starts. Each call counts as this much until its own price is
     * known.
     */
    private static final Money RESERVED_FOR_A_CALL = Money.ofPaise(10_00);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Cap HOURLY = new Cap(
            Duration.ofHours(1),
            "per hour",
            RefusalCode.HOURLY_CAP_REACHED,
            "OSMTALK_CALLS_PER_HOUR (--calls-per-hour)",
            GuardSettings::perHour);
    private static final Cap DAILY = new Cap(
            DAY,
            "per 24 hours",
            RefusalCode.DAILY_CAP_REACHED,
            "OSMTALK_CALLS_PER_DAY (--calls-per-day)",
            GuardSettings::perDay);

    /**
     * At most so many calls are looked up at once: each is one request to the API, and MCP clients wait about a
     * minute.
     */
    private static final int LOOKED_UP = 50;

    /** How many of the same call are looked up, each of which a person agreed to within a few minutes. */
    private static final int SAME_LOOKED_UP = 5;

    private final GuardSettings settings;
    private final Clock clock;

    Limits(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A limit on the number of calls in a sliding window.
     *
     * @param span as it reads after "calls allowed"
     */
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
     * The same call, which keeps none from being placed.
     *
     * @param unanswered why nobody answered it, in a few words; empty: it was a while ago, and is not dialled again
     */
    record PassedOver(StoredDial dial, Optional<String> unanswered) {}

    /**
     * The account's spend today.
     *
     * @param asOf calls whose price was final by then are included
     */
    record Spent(Money today, Instant asOf) {}

    /**
     * Asks the API for today's spend, if there is a limit on it; null when there is none.
     *
     * @param calls how many are about to be placed
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

    /** Looks up which calls and campaigns have their final prices by now; false when none has. */
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
     * Checks all limits for one more call, at each time at which it may ring.
     *
     * @param passedOver the same calls that are none any more: see {@link #passedOver}
     * @param spent as {@link #measure} returned it
     * @return the same call, if it was placed a short while ago
     * @throws DialRefusedException for the first limit that is reached
     */
    Optional<StoredDial> check(
            GuardTransaction transaction,
            String account,
            PlannedDial planned,
            List<PassedOver> passedOver,
            @Nullable Spent spent) {
        DialRequest dial = planned.dial();
        Instant now = clock.instant();
        Set<Long> ids = passedOver.stream().map(each -> each.dial().id()).collect(Collectors.toSet());
        Optional<StoredDial> first = same(transaction, account, planned).stream()
                .filter(same -> !ids.contains(same.id()))
                .findFirst();
        if (first.isPresent()) {
            return Optional.of(requirePlaced(first.get(), dial));
        }
        List<Instant> rings = dial.times().all(now).toList();
        for (Cap cap : List.of(HOURLY, DAILY)) {
            for (Instant ring : rings) {
                checkCap(transaction, account, ring, rings, cap);
            }
        }
        for (Instant ring : rings) {
            checkSpend(transaction, account, ring, near(rings, ring, DAY), spent);
        }
        return Optional.empty();
    }

    /**
     * Checks all limits for a call that was let through before, as they are now. Of several calls that are too many by
     * now, those that ring first are kept.
     *
     * @param ring when it is to be dialled
     * @throws DialRefusedException for the first limit that is exceeded
     */
    void checkAgain(GuardTransaction transaction, StoredDial dial, Instant ring, @Nullable Spent spent) {
        for (Cap cap : List.of(HOURLY, DAILY)) {
            Integer most = cap.of(settings);
            if (most != null && transaction.dials().callsUpTo(dial, ring, cap.length()) > most) {
                throw new DialRefusedException(
                        cap.code(),
                        "By now " + most + " calls are allowed " + cap.span() + ", and as many are made before this"
                                + " one; it is not dialled.",
                        "Tell the person. " + cap.setting() + " sets the limit.");
            }
        }
        checkSpend(transaction, dial.account(), ring, 0, spent);
    }

    /** How many of the times at which a call may ring are within a span of one of them. */
    private static long near(List<Instant> rings, Instant ring, Duration span) {
        return rings.stream()
                .filter(other -> Duration.between(other, ring).abs().compareTo(span) < 0)
                .count();
    }

    /**
     * The same calls that keep none from being placed. Those of a short while ago, as far as it is certain that nobody
     * answered them: a line that was engaged is called again when a person wants it, but not because a model goes on
     * trying. So where nobody is asked, none is passed over for that. And earlier ones that were to be dialled again
     * and are not any more.
     */
    List<PassedOver> passedOver(BillingAccount account, GuardRecords records, PlannedDial planned) {
        Instant when = planned.dial().times().begin(clock.instant());
        return records.transaction(transaction -> same(transaction, account.id(), planned)).stream()
                .filter(same -> same.state() == StoredDial.State.PLACED && same.callId() != null)
                .limit(SAME_LOOKED_UP)
                .flatMap(same -> passedOver(account, same, when).stream())
                .toList();
    }

    private Optional<PassedOver> passedOver(BillingAccount account, StoredDial same, Instant when) {
        String callId = Objects.requireNonNull(same.callId());
        boolean isLongAgo = !same.at().plus(settings.duplicates()).isAfter(when);
        if (isLongAgo && account.isOverForGood(callId)) {
            return Optional.of(new PassedOver(same, Optional.empty()));
        }
        if (settings.confirmation() == GuardSettings.Confirmation.NEVER) {
            return Optional.empty();
        }
        return account.whyUnanswered(callId).map(why -> new PassedOver(same, Optional.of(why)));
    }

    /** Those that may ring at about the same time, the further attempts of either included. */
    private List<StoredDial> same(GuardTransaction transaction, String account, PlannedDial planned) {
        Instant now = clock.instant();
        DialTimes times = planned.dial().times();
        return settings.duplicates().isZero()
                ? List.of()
                : transaction
                        .dials()
                        .same(account, planned.purposes(), times.begin(now), times.last(now), settings.duplicates());
    }

    /**
     * Checks that the agent of a campaign calls none of its people at about the same time for another reason.
     *
     * @param run under which its leads are staged
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
                    "The same agent already calls " + recent.get().people() + " of this campaign's people within "
                            + settings.duplicates().toMinutes()
                            + " minutes, individually or for another campaign; nobody was called.",
                    "Tell the person. The campaign can be started at " + free + ". " + duplicatesSetting(),
                    Map.of("retry_at", free.toString(), "people", recent.get().people()));
        }
    }

    /** @throws DialRefusedException when so many calls exceed the limit of an hour or a day by themselves */
    void requireRoom(long calls) {
        requireRoom(calls, HOURLY);
        requireRoom(calls, DAILY);
    }

    private void requireRoom(long calls, Cap cap) {
        Integer most = cap.of(settings);
        if (most != null && calls > most) {
            throw new DialRefusedException(
                    cap.code(),
                    "This campaign may make more calls, retries included, than the " + most + " allowed " + cap.span()
                            + "; nobody was called.",
                    "Tell the person. " + cap.setting() + " sets the limit.");
        }
    }

    /**
     * Checks the limits with a campaign's calls already entered in this transaction, which a refusal rolls back.
     *
     * @param calls how many the campaign may make
     */
    void checkEntered(GuardTransaction transaction, String account, Instant at, long calls, @Nullable Spent spent) {
        for (Cap cap : List.of(HOURLY, DAILY)) {
            Integer most = cap.of(settings);
            long together = most == null ? 0 : transaction.dials().calls(account, at, cap.length());
            if (most != null && together > most) {
                throw new DialRefusedException(
                        cap.code(),
                        "This campaign may make " + calls + " calls. With those already placed that is " + together
                                + " of " + most + " calls allowed " + cap.span() + "; nobody was called.",
                        "Tell the person. It can be started later. " + cap.setting() + " sets the limit.");
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
                    "Campaign " + first.campaign() + " already makes the same call to " + dial.to()
                            + "; nothing was dialled.",
                    "Look with list_calls number=" + dial.to() + ". " + duplicatesSetting(),
                    Map.of("retry_at", free.toString()));
        }
        throw new DialRefusedException(
                RefusalCode.DUPLICATE_SUPPRESSED,
                "The same call to " + dial.to() + " was started at " + first.at()
                        + " and MAY have been placed; nothing was dialled now.",
                "Look with list_calls number=" + dial.to() + ". If it is not there, repeat the call with the same"
                        + " arguments and idempotency_key=" + first.idempotencyKey() + ": a repeat never dials twice. "
                        + duplicatesSetting(),
                Map.of("idempotency_key", first.idempotencyKey()));
    }

    private String duplicatesSetting() {
        return "OSMTALK_DUPLICATE_MINUTES (--duplicate-minutes, now "
                + settings.duplicates().toMinutes() + ") sets for how many minutes the same call is not placed again.";
    }

    /**
     * @param when one of the times at which the call may ring
     * @param rings all of them
     */
    private void checkCap(GuardTransaction transaction, String account, Instant when, List<Instant> rings, Cap cap) {
        Integer most = cap.of(settings);
        long more = near(rings, when, cap.length());
        long calls = most == null ? 0 : transaction.dials().calls(account, when, cap.length());
        if (most == null || calls + more <= most) {
            return;
        }
        if (more > most) {
            throw new DialRefusedException(
                    cap.code(),
                    "This call may be dialled " + more + " times within that span, and " + most + " calls are allowed "
                            + cap.span() + "; nothing was dialled.",
                    "Tell the person. Give fewer attempts. " + cap.setting() + " sets the limit.");
        }
        Instant free = transaction
                .dials()
                .lastBeyond(account, when, cap.length(), most - more)
                .plus(cap.length());
        throw new DialRefusedException(
                cap.code(),
                "You have used " + calls + " of " + most + " calls allowed " + cap.span()
                        + ", including those that campaigns may still make; nothing was dialled.",
                "Tell the person. The next call is possible at " + free + ". " + cap.setting() + " sets the limit.",
                Map.of("retry_at", free.toString()));
    }

    /** @param more calls that are not entered yet */
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
                "The account has spent " + spent.today() + " today. With " + RESERVED_FOR_A_CALL + " reserved for "
                        + (calls == 1
                                ? "this call"
                                : "each of " + calls + " calls, this included, whose price is not" + " known yet")
                        + ", it would exceed the limit of " + limit + " per day; nothing was dialled.",
                "Tell the person. OSMTALK_MAX_SPEND_PER_DAY (--max-spend-per-day) sets the limit. The account's day"
                        + " ends"
                        + " at its midnight.");
    }

    private static Money withReserves(Spent spent, long calls) {
        return spent.today().plus(RESERVED_FOR_A_CALL.times(calls));
    }
}
