package com.osmtalk.mcp.guard;

import com.osmtalk.api.DialWindow;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.guard.Confirmations.Consent;
import com.osmtalk.mcp.guard.Limits.PassedOver;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.StoredDial;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one gate between a tool and a ringing phone. It checks, in this order: read-only mode, the kind of number, the
 * allow-list, quiet hours, whether the same call was just placed, calls per hour and day, spend per day, and a
 * person's consent. Then one transaction checks all of it again and stores a reservation; only then the API is asked
 * to dial.
 *
 * <p>Why twice: a person may take minutes to agree, and several processes share the limits. Why a reservation: it
 * counts as a call from the moment it is stored, even if this program dies in the middle, and it is given back only
 * when it is certain that nobody was called. Too few calls are the safe mistake, too many are not.
 *
 * <p>A repeat (the same request with the same idempotency key) is passed to the API, which answers it with the first
 * call. It counts once, and nobody is asked for consent again.
 */
public final class DialGuard implements AutoCloseable {
    /**
     * The API forgets an idempotency key after 24 hours. Near that time a repeat may dial, so it is checked as a new
     * call.
     */
    private static final Duration REPEATABLE = Duration.ofHours(23);

    private final GuardSettings settings;
    private final Clock clock;
    private final GuardRecords records;
    private final NumberRules numbers;
    private final CallFingerprints fingerprints;
    private final Limits limits;
    private final Confirmations confirmations;
    private final CampaignGate campaigns;
    private final Placement placement;
    private final LaterDials later;

    /** Opens no file before the first dial. */
    public DialGuard(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.records = new GuardRecords(settings.home());
        NumberingPlan plan = new NumberingPlan();
        this.numbers = new NumberRules(settings, plan);
        this.fingerprints = new CallFingerprints(plan);
        this.limits = new Limits(settings, clock);
        this.confirmations = new Confirmations(settings, records, clock);
        this.placement = new Placement(records);
        this.later = new LaterDials(records, numbers, limits, clock);
        this.campaigns = new CampaignGate(records, numbers, fingerprints, limits, confirmations, clock);
    }

    /**
     * Places a call unless a rule or the person forbids it.
     *
     * @param apiCall asks the API to dial; its exceptions are passed on
     * @param callId reads the call's id from the API's answer
     * @return the API's answer, or the same call that was placed a short while ago
     * @throws DialRefusedException when a rule or the person forbids it; nobody was called
     */
    public <T> DialOutcome<T> dial(
            DialRequest dial,
            BillingAccount account,
            Approver approver,
            Supplier<T> apiCall,
            Function<T, String> callId)
            throws InterruptedException {
        DialOutcome<T> outcome = dial(List.of(dial), account, approver, same -> apiCall.get(), callId)
                .get(0);
        if (outcome instanceof DialOutcome.Failed<T> failed) {
            throw failed.problem();
        }
        return outcome;
    }

    /**
     * Places calls that a person agrees to together. If a rule forbids one of them, none is placed. Once they may be
     * placed, each has its own outcome: one that the API refuses keeps no other from being placed.
     *
     * @param dials with the same title, number to call from, details and token
     * @param apiCall asks the API to dial one of them
     * @param callId reads the call's id from the API's answer
     * @return an outcome for each, in the same order
     * @throws DialRefusedException when a rule or the person forbids one of them; nobody was called
     */
    public <T> List<DialOutcome<T>> dial(
            List<DialRequest> dials,
            BillingAccount account,
            Approver approver,
            Function<DialRequest, T> apiCall,
            Function<T, String> callId)
            throws InterruptedException {
        requireWritable();
        List<PlannedDial> planned =
                dials.stream().map(dial -> plan(dial, account)).toList();
        for (PlannedDial each : planned) {
            if (!each.isPlaced()) {
                numbers.check(each.dial(), clock.instant());
            }
        }
        List<PlannedDial> unsure =
                planned.stream().filter(PlannedDial::wasTriedUnderOtherTerms).toList();
        if (!unsure.isEmpty()) {
            requireConsent(consentRequest(unsure, account), approver);
        }
        Map<PlannedDial, StoredDial> same = new HashMap<>();
        Map<PlannedDial, StoredDial> reserved =
                reserve(planned.stream().filter(each -> each.first() == null).toList(), account, approver, same);
        List<DialOutcome<T>> outcomes = new ArrayList<>();
        boolean lost = false;
        for (PlannedDial each : planned) {
            if (same.containsKey(each)) {
                outcomes.add(duplicate(Objects.requireNonNull(same.get(each)), each.dial()));
                continue;
            }
            StoredDial entry = each.first() == null ? Objects.requireNonNull(reserved.get(each)) : each.first();
            DialOutcome<T> outcome = lost
                    ? placement.skip(entry, each.first() == null)
                    : placement.place(entry, each.first() == null, () -> apiCall.apply(each.dial()), callId);
            lost |= outcome instanceof DialOutcome.Failed<T> failed && Placement.isOutOfReach(failed.problem());
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private PlannedDial plan(DialRequest dial, BillingAccount account) {
        String request = Fingerprint.of(
                dial.to().e164(), dial.from().e164(), dial.terms().request());
        Optional<StoredDial> first = records.transaction(transaction -> transaction
                .dials()
                .repeated(
                        account.id(),
                        dial.idempotencyKey(),
                        request,
                        clock.instant().minus(REPEATABLE)));
        return new PlannedDial(dial, request, fingerprints.purposes(dial), first.orElse(null));
    }

    /**
     * Reserves calls once a person has agreed to them.
     *
     * @param same gets those that were placed a short while ago, which are not reserved
     */
    private Map<PlannedDial, StoredDial> reserve(
            List<PlannedDial> fresh, BillingAccount account, Approver approver, Map<PlannedDial, StoredDial> same)
            throws InterruptedException {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Map<PlannedDial, List<PassedOver>> passedOver = new HashMap<>();
        fresh.forEach(each -> passedOver.put(each, limits.passedOver(account, records, each)));
        long calls = PlannedDial.calls(fresh);
        @Nullable Spent before = limits.measure(account, records, calls);
        same.putAll(records.dryRun(transaction -> enter(transaction, fresh, account, passedOver, before))
                .same());
        List<PlannedDial> asked =
                fresh.stream().filter(each -> !same.containsKey(each)).toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        ConsentRequest consentRequest = consentRequest(asked, account);
        for (PlannedDial each : asked) {
            Optional<PassedOver> attempt = passedOver.getOrDefault(each, List.of()).stream()
                    .filter(one -> one.unanswered().isPresent())
                    .findFirst();
            if (attempt.isPresent()) {
                consentRequest = consentRequest.after(
                        attempt.get(),
                        asked.size() == 1 ? "" : " to " + each.dial().to());
            }
        }
        ConsentRequest agreed = consentRequest;
        Consent consent = confirmations.obtain(agreed, approver);
        @Nullable Spent spent = limits.measure(account, records, calls);
        Entered entered = records.transaction(transaction -> {
            for (PlannedDial each : asked) {
                numbers.check(each.dial(), clock.instant());
            }
            Entered all = enter(transaction, asked, account, passedOver, spent);
            if (consent == Consent.BY_TOKEN && !all.reserved().isEmpty()) {
                confirmations.useToken(transaction, agreed);
            }
            return all;
        });
        same.putAll(entered.same());
        return entered.reserved();
    }

    /** @param same the same call was placed a short while ago */
    private record Entered(Map<PlannedDial, StoredDial> reserved, Map<PlannedDial, StoredDial> same) {}

    /** Each is checked with those before it already entered, so that together they keep the limits. */
    private Entered enter(
            GuardTransaction transaction,
            List<PlannedDial> dials,
            BillingAccount account,
            Map<PlannedDial, List<PassedOver>> passedOver,
            @Nullable Spent spent) {
        Entered entered = new Entered(new HashMap<>(), new HashMap<>());
        for (PlannedDial each : dials) {
            DialRequest dial = each.dial();
            limits.check(transaction, account.id(), each, passedOver.getOrDefault(each, List.of()), spent)
                    .ifPresentOrElse(
                            first -> entered.same().put(each, first),
                            () -> entered.reserved()
                                    .put(
                                            each,
                                            transaction
                                                    .dials()
                                                    .reserve(
                                                            account.id(),
                                                            fingerprints.purpose(
                                                                    dial.to(), dial.speaker(), dial.purpose()),
                                                            fingerprints.party(dial.to(), dial.speaker()),
                                                            each.request(),
                                                            each.terms().digest(),
                                                            dial.idempotencyKey(),
                                                            clock.instant(),
                                                            dial.times().begin(clock.instant()),
                                                            dial.times().last(clock.instant()),
                                                            dial.times().attempts())));
        }
        return entered;
    }

    private ConsentRequest consentRequest(List<PlannedDial> planned, BillingAccount account) {
        DialRequest first = planned.get(0).dial();
        return new ConsentRequest(
                first.title(),
                planned.size() == 1 ? "call" : "list of calls",
                "nothing was dialled",
                first.simulated(),
                () -> facts(planned.stream().map(PlannedDial::dial).toList(), account),
                PlannedDial.terms(planned),
                account.id(),
                first.confirmationToken());
    }

    private Map<String, String> facts(List<DialRequest> dials, BillingAccount account) {
        DialRequest first = dials.get(0);
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < dials.size(); i++) {
            DialRequest dial = dials.get(i);
            facts.put(
                    dials.size() == 1 ? "To" : "To " + (i + 1),
                    numbers.withCountry(dial.to()) + (dial.person().isEmpty() ? "" : ", " + dial.person()));
        }
        facts.put("From", first.from().e164());
        facts.putAll(first.details());
        facts.put(
                "Cost",
                account.expectedCost(dials.stream()
                        .mapToLong(dial -> dial.times().attempts())
                        .sum()));
        return facts;
    }

    /**
     * Gets a person's consent to something else that spends money: a purchase.
     *
     * @throws DialRefusedException without consent, or in read-only mode
     */
    public void requireConsent(ConsentRequest consentRequest, Approver approver) throws InterruptedException {
        requireWritable();
        if (confirmations.obtain(consentRequest, approver) == Consent.BY_TOKEN) {
            records.transaction(transaction -> {
                confirmations.useToken(transaction, consentRequest);
                return consentRequest;
            });
        }
    }

    /**
     * What a server has to hold to when it dials a call later than a person agreed to it: until when the consent holds,
     * and the hours that are not quiet. A call that is to be dialled at once has one too, as its server may die first,
     * and another dial it when it comes back.
     */
    public DialWindow window(DialTimes times, @Nullable Boolean simulated) {
        return numbers.window(times, simulated);
    }

    /**
     * Asks the rules again, as they are now, about a call that was let through for later: because a server is about to
     * dial it, or because this program has just been started, with other settings perhaps. Being read-only forbids
     * nothing here: it is said of what this program's tools do.
     *
     * @param firstCallId the id of its first attempt, which the API has answered with
     * @param ring when it is to be dialled
     * @param account whose spending counts too; null: that is not asked
     * @return what forbids it; empty also for a call that did not go through a guard with these records
     * @throws DialRefusedException when the records can't be read
     */
    public Optional<DialRefusedException> objection(
            String firstCallId,
            PhoneNumber to,
            @Nullable Boolean simulated,
            Instant ring,
            @Nullable BillingAccount account) {
        return later.objection(firstCallId, to, simulated, ring, account);
    }

    /**
     * The calls for later that an account was allowed and that may not be over, by the ids of their first attempts;
     * none in read-only mode, in which nothing could be done about them.
     */
    public List<String> later(BillingAccount account) {
        return settings.readOnly() || !settings.hasRecords() ? List.of() : later.ids(account.id());
    }

    /** Stops counting a call for later that was cancelled before anybody was rung. */
    public void withdraw(String firstCallId) {
        if (settings.hasRecords()) {
            later.withdraw(firstCallId);
        }
    }

    /**
     * Checks a number that will be dialled by somebody else or later: a lead of a campaign, or the number that an
     * agent transfers calls to. Only the rules that do not depend on the time apply.
     *
     * @throws DialRefusedException when the number may never be called
     */
    public void requireAllowed(PhoneNumber number) {
        numbers.check(number);
    }

    /**
     * Lets a campaign start or resume calling unless a rule or the person forbids it.
     *
     * @param apiCall asks the API to start it; its exceptions are passed on
     * @param mayCall asked after the API has refused: whether the campaign may be calling all the same
     * @throws DialRefusedException when a rule or the person forbids it; nobody was called
     */
    public <T> T begin(
            CampaignRun run, BillingAccount account, Approver approver, Supplier<T> apiCall, BooleanSupplier mayCall)
            throws InterruptedException {
        requireWritable();
        return campaigns.begin(run, account, approver, apiCall, mayCall);
    }

    /** Stops counting leads of a campaign that were not called and never will be, because it was stopped. */
    public void releaseUncalled(BillingAccount account, String campaign, Stream<String> leads) {
        campaigns.releaseUncalled(account.id(), campaign, leads);
    }

    /** @throws DialRefusedException in read-only mode */
    public void requireWritable() {
        if (settings.readOnly()) {
            throw new DialRefusedException(
                    RefusalCode.READ_ONLY,
                    "This MCP server is read-only: it places no calls and changes nothing.",
                    "Tell the person to remove --read-only (OSMTALK_READ_ONLY) from its configuration if they want"
                            + " that.");
        }
    }

    /** Beyond the time in which any call counts as the same, it does as long as it may be dialled again. */
    private <T> DialOutcome<T> duplicate(StoredDial first, DialRequest dial) {
        String callId = first.callId();
        if (callId == null) {
            throw new IllegalStateException("a placed call without id");
        }
        Instant free = first.at().plus(settings.duplicates());
        boolean isAtItsRetries = !free.isAfter(dial.times().begin(clock.instant()));
        return new DialOutcome.Duplicate<>(
                callId,
                first.idempotencyKey(),
                first.at(),
                isAtItsRetries ? first.last().plus(settings.duplicates()) : free);
    }

    @Override
    public void close() {
        records.close();
    }
}
