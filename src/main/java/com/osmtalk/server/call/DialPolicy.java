package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallingWindow;
import com.osmtalk.api.Consent;
import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberKind;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.compliance.Refusal;
import com.osmtalk.server.compliance.Refusal.Reason;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.CallRules;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers an organisation may dial at all, and when, by whatever route: a call, a campaign, a transfer.
 *
 * <p>The first reason found is the one that is told, so reasons that nothing can mend come first: a kind of number that
 * is never dialled, an invalid one, the called person's own wish, the allowed countries, and last the time of day,
 * which passes by itself.
 */
public final class DialPolicy {
    private final NumberingPlan numberingPlan;
    private final DncList dnc;
    private final Compliance compliance;
    private final Clock clock;

    public DialPolicy(NumberingPlan numberingPlan, DncList dnc, Compliance compliance, Clock clock) {
        this.numberingPlan = numberingPlan;
        this.dnc = dnc;
        this.compliance = compliance;
        this.clock = clock;
    }

    /** Why a number must not be dialled now; empty when it may. */
    public Optional<Refusal> refusal(String organizationId, PhoneNumber destination) {
        return refusal(organizationId, destination, clock.instant());
    }

    private Optional<Refusal> refusal(String organizationId, PhoneNumber destination, Instant at) {
        NumberKind kind = numberingPlan.kind(destination);
        if (kind.isNeverDialled()) {
            return Optional.of(new Refusal(
                    Reason.DESTINATION_NOT_ALLOWED,
                    destination + " is " + kind.description() + "; such numbers are never dialled.",
                    null));
        }
        if (!numberingPlan.isValid(destination)) {
            return Optional.of(new Refusal(
                    Reason.INVALID_NUMBER,
                    destination + " is not a valid phone number. Check the country code and the digits.",
                    null));
        }
        if (dnc.contains(organizationId, destination)) {
            return Optional.of(new Refusal(
                    Reason.DNC_BLOCKED,
                    destination + " is on the do-not-call list: its owner is not to be called. "
                            + "Only a person of the organisation can take it off that list.",
                    null));
        }
        return compliance.refusal(organizationId, destination, at);
    }

    /**
     * The rules that hold during the organisation's calls: who may be called by a transfer, and which words opt out.
     */
    CallRules rules(String organizationId) {
        return new CallRules(
                number -> refusal(organizationId, number).isEmpty(), compliance.optOutWords(organizationId));
    }

    /** Whom an organisation's agents call for, as the disclosure says it; empty while it has no name of its own. */
    Optional<String> onBehalfOf(String organizationId) {
        return Optional.ofNullable(compliance.settings(organizationId).disclosure())
                .map(DisclosureSettings::onBehalfOf)
                .filter(name -> !name.equals(Accounts.UNNAMED));
    }

    /** {@link #rules(String)} of a phone call, in which something may have to be said first. */
    CallRules rules(String organizationId, Agent agent, Call call) {
        CallRules rules = rules(organizationId);
        return new CallRules(
                rules.mayDial(),
                rules.optOutWords(),
                compliance
                        .disclosure(organizationId, agent, call.direction(), Boolean.TRUE.equals(call.simulated()))
                        .orElse(null));
    }

    /**
     * {@link #refusal(String, PhoneNumber)} of a call, which may need consent.
     *
     * @param consent null: none is recorded
     */
    public Optional<Refusal> refusal(String organizationId, PhoneNumber destination, @Nullable Consent consent) {
        return refusal(organizationId, destination, consent, clock.instant());
    }

    private Optional<Refusal> refusal(
            String organizationId, PhoneNumber destination, @Nullable Consent consent, Instant at) {
        return refusal(organizationId, destination, at)
                .or(() -> compliance.refusal(organizationId, destination, consent));
    }

    /** @throws Problem INVALID when a record of consent lacks something */
    void check(@Nullable Consent consent) {
        FieldErrors errors = new FieldErrors();
        compliance.check("consent", consent, errors);
        errors.refuseIfAny();
    }

    /**
     * That a call may be dialled at a time, whose hours of the day are those that count.
     *
     * @throws Problem REFUSED {@code refused} with the reason
     */
    void requireAt(String organizationId, PhoneNumber destination, @Nullable Consent consent, Instant at) {
        Optional<Refusal> refusal = refusal(organizationId, destination, consent, at);
        if (refusal.isPresent()) {
            throw refusal.get().problem();
        }
    }

    /**
     * That a call is within the hours it was agreed for.
     *
     * @throws Problem REFUSED {@code refused} with the reason
     */
    void requireWithin(CallingWindow hours, PhoneNumber destination, Instant at) {
        Optional<Refusal> refusal = compliance.refusal(hours, destination, at);
        if (refusal.isPresent()) {
            throw refusal.get().problem();
        }
    }

    /** @throws Problem REFUSED {@code refused} with the reason */
    void require(String organizationId, PhoneNumber destination) {
        Optional<Refusal> refusal = refusal(organizationId, destination);
        if (refusal.isPresent()) {
            throw refusal.get().problem();
        }
    }
}
