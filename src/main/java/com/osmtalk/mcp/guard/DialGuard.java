package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.Confirmations.Consent;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.mcp.guard.Limits.Unanswered;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.StoredDial;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(DialGuard.class);

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
        requireWritable();
        List<String> purposes = fingerprints.purposes(dial);
        ConsentTerms terms = dial.terms();
        String request = Fingerprint.of(dial.to().e164(), dial.from().e164(), terms.request());
        Optional<StoredDial> first = records.transaction(transaction -> transaction
                .dials()
                .repeated(
                        account.id(),
                        dial.idempotencyKey(),
                        request,
                        clock.instant().minus(REPEATABLE)));
        if (first.isPresent() && first.get().state() == StoredDial.State.PLACED) {
            return repeat(first.get(), apiCall, callId);
        }
        numbers.check(dial, clock.instant());
        ConsentRequest consentRequest =
                consentRequest(dial, account, new ConsentTerms(request, terms.state(), terms.stateNow()));
        if (first.isPresent()) {
            if (!first.get().terms().equals(consentRequest.terms().digest())) {
                requireConsent(consentRequest, approver);
            }
            return repeat(first.get(), apiCall, callId);
        }
        Spent before = limits.measure(account, records, 1);
        List<Unanswered> unanswered = limits.unanswered(account, records, purposes);
        Optional<StoredDial> same = records.transaction(
                transaction -> limits.check(transaction, account.id(), purposes, dial, unanswered, before));
        if (same.isPresent()) {
            return duplicate(same.get());
        }
        ConsentRequest fresh = unanswered.isEmpty() ? consentRequest : consentRequest.after(unanswered.get(0));
        Consent consent = confirmations.obtain(fresh, approver);
        Reservation reservation = reserve(dial, account, purposes, fresh, consent, unanswered);
        return reservation.isNew() ? place(reservation.entry(), apiCall, callId) : duplicate(reservation.entry());
    }

    private ConsentRequest consentRequest(DialRequest dial, BillingAccount account, ConsentTerms terms) {
        return new ConsentRequest(
                dial.title(),
                "call",
                "nothing was dialled",
                dial.simulated(),
                () -> {
                    Map<String, String> facts = new LinkedHashMap<>();
                    facts.put("To", numbers.withCountry(dial.to()));
                    facts.put("From", dial.from().e164());
                    facts.putAll(dial.details());
                    facts.put("Cost", account.expectedCost(1));
                    return facts;
                },
                terms,
                account.id(),
                dial.confirmationToken());
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

    /** @param isNew false: the same call was placed meanwhile by somebody else */
    private record Reservation(StoredDial entry, boolean isNew) {}

    private Reservation reserve(
            DialRequest dial,
            BillingAccount account,
            List<String> purposes,
            ConsentRequest consentRequest,
            Consent consent,
            List<Unanswered> unanswered) {
        Spent spent = limits.measure(account, records, 1);
        return records.transaction(transaction -> {
            Instant now = clock.instant();
            numbers.check(dial, now);
            Optional<StoredDial> same = limits.check(transaction, account.id(), purposes, dial, unanswered, spent);
            if (same.isPresent()) {
                return new Reservation(same.get(), false);
            }
            if (consent == Consent.BY_TOKEN) {
                confirmations.useToken(transaction, consentRequest);
            }
            return new Reservation(
                    transaction
                            .dials()
                            .reserve(
                                    account.id(),
                                    fingerprints.purpose(dial.to(), dial.speaker(), dial.purpose()),
                                    fingerprints.party(dial.to(), dial.speaker()),
                                    consentRequest.terms().request(),
                                    consentRequest.terms().digest(),
                                    dial.idempotencyKey(),
                                    now),
                    true);
        });
    }

    private <T> DialOutcome<T> place(StoredDial reserved, Supplier<T> apiCall, Function<T, String> callId) {
        T answer;
        try {
            answer = apiCall.get();
        } catch (ApiException e) {
            if (mayHaveDialled(e)) {
                settle(reserved, transaction -> transaction.dials().unknown(reserved));
            } else {
                settle(reserved, transaction -> transaction.dials().release(reserved));
            }
            throw e;
        } catch (UnknownOutcomeException e) {
            settle(reserved, transaction -> transaction.dials().unknown(reserved));
            throw e;
        }
        settle(reserved, transaction -> transaction.dials().placed(reserved, callId.apply(answer)));
        return new DialOutcome.Dialled<>(answer);
    }

    /**
     * Whether the API may have dialled although it failed. A server with an internal error may have come that far; a
     * 503 comes from one that did not begin.
     */
    private static boolean mayHaveDialled(ApiException e) {
        return e.code().equals("request_in_progress") || e.status() >= 500 && e.status() != 503;
    }

    /** A refusal of the repeat says nothing about the first attempt, so only success is stored. */
    private <T> DialOutcome<T> repeat(StoredDial first, Supplier<T> apiCall, Function<T, String> callId) {
        T answer = apiCall.get();
        settle(first, transaction -> transaction.dials().placed(first, callId.apply(answer)));
        return new DialOutcome.Dialled<>(answer);
    }

    /**
     * Stores what became of a dial. If that fails the reservation stays, so that it counts as a call: the safe side.
     */
    private void settle(StoredDial dial, Consumer<GuardTransaction> settlement) {
        try {
            records.transaction(transaction -> {
                settlement.accept(transaction);
                return dial;
            });
        } catch (DialRefusedException noRecords) {
            LOG.warn("The result of dial {} could not be stored, so it counts as dialled", dial.id());
        }
    }

    private <T> DialOutcome<T> duplicate(StoredDial first) {
        String callId = first.callId();
        if (callId == null) {
            throw new IllegalStateException("a placed call without id");
        }
        return new DialOutcome.Duplicate<>(
                callId, first.idempotencyKey(), first.at(), first.at().plus(settings.duplicates()));
    }

    @Override
    public void close() {
        records.close();
    }
}
