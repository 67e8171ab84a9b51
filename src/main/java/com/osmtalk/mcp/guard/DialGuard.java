package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.Confirmations.Consent;
import com.osmtalk.mcp.guard.JournalEntries.Entry;
import com.osmtalk.mcp.guard.JournalEntries.State;
import com.osmtalk.mcp.guard.Limits.Spent;
import com.osmtalk.numbering.NumberingPlan;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    private final Journal journal;
    private final NumberRules numbers;
    private final Limits limits;
    private final Confirmations confirmations;
    private final CampaignGate campaigns;

    /** Opens nothing before the first dial. */
    public DialGuard(GuardSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.journal = new Journal(settings.home());
        this.numbers = new NumberRules(settings, new NumberingPlan());
        this.limits = new Limits(settings, clock);
        this.confirmations = new Confirmations(settings, journal, clock);
        this.campaigns = new CampaignGate(journal, numbers, limits, confirmations, clock);
    }

    /**
     * Dials, if nothing stands against it.
     *
     * @param line asks the API to dial; what it throws comes out of here
     * @param callId of the call in the API's answer
     * @throws DialRefused when a rule, or the person, is against it; nobody was called
     */
    public <T> Outcome<T> dial(Dial dial, Payer payer, Person person, Supplier<T> line, Function<T, String> callId)
            throws InterruptedException {
        requireWritable();
        String purpose = Digest.of(dial.to().e164(), dial.speaker(), dial.purpose());
        Terms terms = dial.terms();
        String request = Digest.of(dial.to().e164(), dial.from().e164(), terms.request());
        Optional<Entry> first = journal.transaction(entries -> entries.repeated(
                payer.id(), dial.idempotencyKey(), request, clock.instant().minus(REPEATABLE)));
        if (first.isPresent() && first.get().state() == State.PLACED) {
            return repeat(first.get(), line, callId);
        }
        numbers.check(dial, clock.instant());
        Matter matter = matter(dial, payer, new Terms(request, terms.state(), terms.stateNow()));
        if (first.isPresent()) {
            if (!first.get().terms().equals(matter.terms().digest())) {
                requireConsent(matter, person);
            }
            return repeat(first.get(), line, callId);
        }
        Spent before = limits.measure(payer, journal, 1);
        Optional<Entry> same = journal.transaction(entries -> limits.check(entries, payer.id(), purpose, dial, before));
        if (same.isPresent()) {
            return duplicate(same.get());
        }
        Consent consent = confirmations.obtain(matter, person);
        Reservation reservation = reserve(dial, payer, purpose, matter, consent);
        return reservation.isNew() ? place(reservation.entry(), line, callId) : duplicate(reservation.entry());
    }

    private Matter matter(Dial dial, Payer payer, Terms terms) {
        return new Matter(
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
                    facts.put("Cost", payer.expectedCost(1));
                    return facts;
                },
                terms,
                payer.id(),
                dial.confirmationToken());
    }

    /**
     * Gets the person's consent, as to a call, to something else that costs money or dials: a purchase, a campaign.
     *
     * @throws DialRefused when there is none, or this server may change nothing
     */
    public void requireConsent(Matter matter, Person person) throws InterruptedException {
        requireWritable();
        if (confirmations.obtain(matter, person) == Consent.BY_TOKEN) {
            journal.transaction(entries -> {
                confirmations.useToken(entries, matter);
                return matter;
            });
        }
    }

    /**
     * Checks a number that somebody else will dial, now or later: of a campaign, or one that an agent hands calls to.
     *
     * @throws DialRefused when it is one that may not be called at any time
     */
    public void requireAllowed(PhoneNumber number) {
        numbers.check(number);
    }

    /**
     * Lets a campaign begin to call, or go on, if nothing stands against it.
     *
     * @param line asks the API to; what it throws comes out of here
     * @param mayCall whether it may have begun all the same, asked after the API has refused
     * @throws DialRefused when a rule, or the person, is against it; nobody was called
     */
    public <T> T begin(CampaignRun run, Payer payer, Person person, Supplier<T> line, BooleanSupplier mayCall)
            throws InterruptedException {
        requireWritable();
        return campaigns.begin(run, payer, person, line, mayCall);
    }

    /** Gives back what these people of a campaign count as, who were not called and never will be. */
    public void uncalled(Payer payer, String campaign, Stream<String> leads) {
        campaigns.uncalled(payer.id(), campaign, leads);
    }

    /** @throws DialRefused when this server may change nothing */
    public void requireWritable() {
        if (settings.readOnly()) {
            throw new DialRefused(
                    RefusalCode.READ_ONLY,
                    "This MCP server is read-only: it places no calls and changes nothing.",
                    "Tell the person: it is so until --read-only (OSMTALK_READ_ONLY) is taken out of its configuration.");
        }
    }

    /** @param isNew or else the same call was placed by somebody else meanwhile */
    private record Reservation(Entry entry, boolean isNew) {}

    private Reservation reserve(Dial dial, Payer payer, String purpose, Matter matter, Consent consent) {
        Spent spent = limits.measure(payer, journal, 1);
        return journal.transaction(entries -> {
            Instant now = clock.instant();
            numbers.check(dial, now);
            Optional<Entry> same = limits.check(entries, payer.id(), purpose, dial, spent);
            if (same.isPresent()) {
                return new Reservation(same.get(), false);
            }
            if (consent == Consent.BY_TOKEN) {
                confirmations.useToken(entries, matter);
            }
            return new Reservation(
                    entries.reserve(
                            payer.id(),
                            purpose,
                            Digest.of(dial.to().e164(), dial.speaker()),
                            matter.terms().request(),
                            matter.terms().digest(),
                            dial.idempotencyKey(),
                            now),
                    true);
        });
    }

    private <T> Outcome<T> place(Entry reserved, Supplier<T> line, Function<T, String> callId) {
        T answer;
        try {
            answer = line.get();
        } catch (ApiException e) {
            if (mayHaveDialled(e)) {
                settle(reserved, entries -> entries.unknown(reserved));
            } else {
                settle(reserved, entries -> entries.release(reserved));
            }
            throw e;
        } catch (UnknownOutcomeException e) {
            settle(reserved, entries -> entries.unknown(reserved));
            throw e;
        }
        settle(reserved, entries -> entries.placed(reserved, callId.apply(answer)));
        return new Outcome.Dialled<>(answer);
    }

    /** A server that reports a fault of its own may have come as far as to dial; 503 comes from one that did not begin. */
    private static boolean mayHaveDialled(ApiException e) {
        return e.code().equals("request_in_progress") || e.status() >= 500 && e.status() != 503;
    }

    /** What the API refuses now says nothing about the first time, so that the journal only ever learns of success. */
    private <T> Outcome<T> repeat(Entry first, Supplier<T> line, Function<T, String> callId) {
        T answer = line.get();
        settle(first, entries -> entries.placed(first, callId.apply(answer)));
        return new Outcome.Dialled<>(answer);
    }

    private interface Settlement {
        void on(JournalEntries entries) throws SQLException;
    }

    /** It is dialled, or not: when that can't be written down, the reservation stands, which is on the safe side. */
    private void settle(Entry dial, Settlement settlement) {
        try {
            journal.transaction(entries -> {
                settlement.on(entries);
                return dial;
            });
        } catch (DialRefused journalGone) {
            LOG.warn("What became of dial {} could not be written down; it counts as dialled", dial.id());
        }
    }

    private <T> Outcome<T> duplicate(Entry first) {
        String callId = first.callId();
        if (callId == null) {
            throw new IllegalStateException("a placed call without id");
        }
        return new Outcome.Duplicate<>(
                callId, first.idempotencyKey(), first.at(), first.at().plus(settings.duplicates()));
    }

    @Override
    public void close() {
        journal.close();
    }
}
