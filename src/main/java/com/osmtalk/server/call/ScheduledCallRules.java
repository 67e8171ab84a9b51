package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.CallEnd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** For which times a call may be asked for, and what keeps one whose time has come from being dialled. */
public final class ScheduledCallRules {
    /** How late a call is still dialled: one that comes later is not the call that was agreed to. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration FURTHEST = Duration.ofDays(30);

    /** Clocks differ, and a request takes a while to arrive. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Agents agents;
    private final Numbers numbers;
    private final DialPolicy policy;
    private final BiPredicate<String, String> mayCall;
    private final AssistantBudget assistants;
    private final DialVeto veto;
    private final Clock clock;

    /** @param mayCall whether an organisation has a key that may place calls now: its id, and the key's */
    public ScheduledCallRules(
            Agents agents,
            Numbers numbers,
            DialPolicy policy,
            BiPredicate<String, String> mayCall,
            AssistantBudget assistants,
            DialVeto veto,
            Clock clock) {
        this.agents = agents;
        this.numbers = numbers;
        this.policy = policy;
        this.mayCall = mayCall;
        this.assistants = assistants;
        this.veto = veto;
        this.clock = clock;
    }

    /** @throws Problem INVALID for a time in the past, or too far ahead; null: at once */
    void check(@Nullable Instant scheduledAt) {
        if (scheduledAt == null) {
            return;
        }
        Instant now = clock.instant();
        FieldErrors errors = new FieldErrors();
        if (scheduledAt.isBefore(now.minus(TOLERANCE))) {
            errors.add("scheduledAt", "is in the past; it is " + now + " now. Leave it out to call at once");
        } else if (scheduledAt.isAfter(now.plus(FURTHEST))) {
            errors.add("scheduledAt", "must be at most " + FURTHEST.toDays() + " days ahead; it is " + now + " now");
        }
        errors.refuseIfAny();
    }

    /** @throws Problem REFUSED for a destination that may not be dialled when the call is to be */
    void requireAllowed(String organizationId, OutboundCallRequest request) {
        Instant at = begin(request);
        policy.requireAt(organizationId, request.destination(), request.consent(), at);
        AgreedTimes agreed = agreedTimes(request);
        if (agreed != null) {
            agreed.hours().ifPresent(hours -> policy.requireWithin(hours, request.destination(), at));
        }
    }

    /** When a call may be dialled; null: whenever the account's rules allow it. */
    @Nullable
    AgreedTimes agreedTimes(OutboundCallRequest request) {
        return request.dialWindow() == null ? null : AgreedTimes.of(request.dialWindow(), begin(request));
    }

    private Instant begin(OutboundCallRequest request) {
        return Objects.requireNonNullElseGet(request.scheduledAt(), clock::instant);
    }

    /**
     * How a scheduled call, or one that may be dialled at some times only, ends because it must not be dialled now, by
     * all rules that concern it alone; empty when it may. For other calls always empty. Part of the transaction that
     * goes on with it.
     */
    Optional<CallEnd> obstacle(StoredCall stored) {
        Optional<FailureReason> refused = refusal(stored);
        if (refused.isPresent() || stored.agreedTimes() == null) {
            return refused.map(reason -> CallEnd.undialled(reason, EndedBy.PLATFORM));
        }
        return veto.objection(stored.call())
                .map(sentence -> CallEnd.undialled(FailureReason.GUARD_REFUSED, EndedBy.PLATFORM, sentence));
    }

    private Optional<FailureReason> refusal(StoredCall stored) {
        Call call = stored.call();
        Instant due = call.scheduledAt();
        AgreedTimes agreed = stored.agreedTimes();
        if (due == null && agreed == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (due != null && now.isAfter(due.plus(GRACE))) {
            return Optional.of(FailureReason.MISSED_SCHEDULE);
        }
        if (agreed != null && agreed.endBefore(now)) {
            return Optional.of(FailureReason.CONSENT_EXPIRED);
        }
        if (stored.apiKeyId() != null && !mayCall.test(stored.organizationId(), stored.apiKeyId())) {
            return Optional.of(FailureReason.KEY_REVOKED);
        }
        try {
            agents.forCall(stored.organizationId(), call.agentId(), call.agentVersion());
            OwnedNumber from = numbers.forCall(stored.organizationId(), Objects.requireNonNull(call.phoneNumberId()));
            PhoneNumber to = PhoneNumber.of(Objects.requireNonNull(call.to()));
            policy.requireAt(stored.organizationId(), to, call.consent(), now);
            assistants.requireDue(stored);
            if (agreed != null) {
                agreed.hours().ifPresent(hours -> policy.requireWithin(hours, to, now));
            }
            // whoever agreed to a simulated call did not agree to a telephone that rings
            boolean becameReal = Boolean.TRUE.equals(call.simulated()) && !Boolean.TRUE.equals(from.simulated());
            return becameReal ? Optional.of(FailureReason.AGENT_OR_NUMBER_CHANGED) : Optional.empty();
        } catch (Problem problem) {
            return Optional.of(reason(problem));
        }
    }

    /** What a refusal by the rules on calls is as the end of a call. */
    static FailureReason reason(Problem problem) {
        return switch (problem.kind()) {
            case REFUSED ->
                AssistantBudget.isByLimit(problem)
                        ? FailureReason.ASSISTANT_LIMIT
                        : FailureReason.valueOf(
                                String.valueOf(problem.details().get("reason")).toUpperCase(Locale.ROOT));
            case INSUFFICIENT_CREDITS -> FailureReason.INSUFFICIENT_CREDITS;
            case NOT_FOUND, CONFLICT -> FailureReason.AGENT_OR_NUMBER_CHANGED;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, OUTDATED, LIMIT_REACHED, UPSTREAM_FAILED, UNAVAILABLE ->
                throw problem;
        };
    }
}
