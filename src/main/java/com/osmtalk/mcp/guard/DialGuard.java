package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.Confirmations.Consent;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.StoredDial;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
 * The one gate between a tool and a ringing phone. In this order: read-only, what kind of number it is, the allow-list,
 * quiet hours, the same call again, calls an hour and a day, money a day, the person's consent; then, in one transaction,
 * all of it again and a reservation; then the dial. A reservation counts as a call from the moment it is made, whatever
 * becomes of this program, and is given back only when it is certain that nobody was called.
 *
 * <p>A repeat, which is the same request with the same idempotency key, is left to the API, which answers it with the first
 * call: it counts once and nobody is asked twice.
 */
public final class DialGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DialGuard.class);

    /** The API forgets an idempotency key after a day; a repeat near that time is a new dial. */
    private static final Duration REPEATABLE = Duration.ofHours(23);

    private final GuardSettings settings;
    private final Clock clock;
    private final GuardRecords records;
    private final NumberRules numbers;
    private final Limits limits;
    private final Confirmations confirmations;
    private final CampaignGate campaigns;

    /** Opens nothing before the first dial. */
    public DialGuard(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.records = new GuardRecords(settings.home());
        this.numbers = new NumberRules(settings, new NumberingPlan());
        this.limits = new Limits(settings, clock);
        this.confirmations = new Confirmations(settings, records, clock);
        this.campaigns = new CampaignGate(records, numbers, limits, confirmations, clock);
    }

    /**
     * Dials, if nothing stands against it.
     *
     * @param line asks the API to dial; what it throws comes out of here
     * @param callId of the call in the API's answer
     * @throws DialRefusedException when a rule, or the person, is against it; nobody was called
     */
    public <T> DialOutcome<T> dial(
            DialRequest dial, BillingAccount account, Approver approver, Supplier<T> line, Function<T, String> callId)
            throws InterruptedException {
        requireWritable();
        String purpose = Fingerprint.of(dial.to().e164(), dial.speaker(), dial.purpose());
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
            return repeat(first.get(), line, callId);
        }
        numbers.check(dial, clock.instant());
        ConsentRequest consentRequest =
                consentRequest(dial, account, new ConsentTerms(request, terms.state(), terms.stateNow()));
        if (first.isPresent()) {
            if (!first.get().terms().equals(consentRequest.terms().digest())) {
                requireConsent(consentRequest, approver);
            }
            return repeat(first.get(), line, callId);
        }
        Spent before = limits.measure(account, records, 1);
        Optional<StoredDial> same =
                records.transaction(transaction -> limits.check(transaction, account.id(), purpose, dial, before));
        if (same.isPresent()) {
            return duplicate(same.get());
        }
        Consent consent = confirmations.obtain(consentRequest, approver);
        Reservation reservation = reserve(dial, account, purpose, consentRequest, consent);
        return reservation.isNew() ? place(reservation.entry(), line, callId) : duplicate(reservation.entry());
    }

    private ConsentRequest consentRequest(DialRequest dial, BillingAccount account, ConsentTerms terms) {
        return new ConsentRequest(
                dial.title(),
                "call",
                "nothing was dialled",
                () -> {
                    Map<String, String> facts = new LinkedHashMap<>();
                    facts.put("To", numbers.withCountry(dial.to()));
                    facts.put(
                            "From",
                            dial.from() + (dial.simulated() ? " (simulated network: nobody's phone rings)" : ""));
                    facts.putAll(dial.details());
                    facts.put("Cost", account.expectedCost(1));
                    return facts;
                },
                terms,
                account.id(),
                dial.confirmationToken());
    }

    /**
     * Gets the person's consent, as to a call, to something else that costs money or dials: a purchase, a campaign.
     *
     * @throws DialRefusedException when there is none, or this server may change nothing
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
     * Checks a number that somebody else will dial, now or later: of a campaign, or one that an agent hands calls to.
     *
     * @throws DialRefusedException when it is one that may not be called at any time
     */
    public void requireAllowed(PhoneNumber number) {
        numbers.check(number);
    }

    /**
     * Lets a campaign begin to call, or go on, if nothing stands against it.
     *
     * @param line asks the API to; what it throws comes out of here
     * @param mayCall whether it may have begun all the same, asked after the API has refused
     * @throws DialRefusedException when a rule, or the person, is against it; nobody was called
     */
    public <T> T begin(
            CampaignRun run, BillingAccount account, Approver approver, Supplier<T> line, BooleanSupplier mayCall)
            throws InterruptedException {
        requireWritable();
        return campaigns.begin(run, account, approver, line, mayCall);
    }

    /** Gives back what these people of a campaign count as, who were not called and never will be. */
    public void uncalled(BillingAccount account, String campaign, Stream<String> leads) {
        campaigns.uncalled(account.id(), campaign, leads);
    }

    /** @throws DialRefusedException when this server may change nothing */
    public void requireWritable() {
        if (settings.readOnly()) {
            throw new DialRefusedException(
                    RefusalCode.READ_ONLY,
                    "This MCP server is read-only: it places no calls and changes nothing.",
                    "Tell the person: it is so until --read-only (OSMTALK_READ_ONLY) is taken out of its configuration.");
        }
    }

    /** @param isNew or else the same call was placed by somebody else meanwhile */
    private record Reservation(StoredDial entry, boolean isNew) {}

    private Reservation reserve(
            DialRequest dial, BillingAccount account, String purpose, ConsentRequest consentRequest, Consent consent) {
        Spent spent = limits.measure(account, records, 1);
        return records.transaction(transaction -> {
            Instant now = clock.instant();
            numbers.check(dial, now);
            Optional<StoredDial> same = limits.check(transaction, account.id(), purpose, dial, spent);
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
                                    purpose,
                                    Fingerprint.of(dial.to().e164(), dial.speaker()),
                                    consentRequest.terms().request(),
                                    consentRequest.terms().digest(),
                                    dial.idempotencyKey(),
                                    now),
                    true);
        });
    }

    private <T> DialOutcome<T> place(StoredDial reserved, Supplier<T> line, Function<T, String> callId) {
        T answer;
        try {
            answer = line.get();
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

    /** A server that reports a fault of its own may have come as far as to dial; 503 comes from one that did not begin. */
    private static boolean mayHaveDialled(ApiException e) {
        return e.code().equals("request_in_progress") || e.status() >= 500 && e.status() != 503;
    }

    /** What the API refuses now says nothing about the first time, so that the records only ever learns of success. */
    private <T> DialOutcome<T> repeat(StoredDial first, Supplier<T> line, Function<T, String> callId) {
        T answer = line.get();
        settle(first, transaction -> transaction.dials().placed(first, callId.apply(answer)));
        return new DialOutcome.Dialled<>(answer);
    }

    /** It is dialled, or not: when that can't be written down, the reservation stands, which is on the safe side. */
    private void settle(StoredDial dial, Consumer<GuardTransaction> settlement) {
        try {
            records.transaction(transaction -> {
                settlement.accept(transaction);
                return dial;
            });
        } catch (DialRefusedException noRecords) {
            LOG.warn("What became of dial {} could not be written down; it counts as dialled", dial.id());
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
