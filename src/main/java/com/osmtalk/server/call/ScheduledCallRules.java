package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    private final Clock clock;

    public ScheduledCallRules(Agents agents, Numbers numbers, DialPolicy policy, Clock clock) {
        this.agents = agents;
        this.numbers = numbers;
        this.policy = policy;
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
        Instant at = Objects.requireNonNullElseGet(request.scheduledAt(), clock::instant);
        policy.requireAt(organizationId, request.destination(), request.consent(), at);
    }

    /**
     * Why a scheduled call must not be dialled now, by all rules that concern it alone; empty when it may. For other
     * calls always empty. Part of the transaction that goes on with it.
     */
    Optional<FailureReason> obstacle(StoredCall stored) {
        Call call = stored.call();
        Instant due = call.scheduledAt();
        if (due == null) {
            return Optional.empty();
        }
        if (clock.instant().isAfter(due.plus(GRACE))) {
            return Optional.of(FailureReason.MISSED_SCHEDULE);
        }
        try {
            agents.forCall(stored.organizationId(), call.agentId(), call.agentVersion());
            OwnedNumber from = numbers.forCall(stored.organizationId(), Objects.requireNonNull(call.phoneNumberId()));
            policy.require(stored.organizationId(), PhoneNumber.of(Objects.requireNonNull(call.to())), call.consent());
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
                FailureReason.valueOf(
                        String.valueOf(problem.details().get("reason")).toUpperCase(Locale.ROOT));
            case INSUFFICIENT_CREDITS -> FailureReason.INSUFFICIENT_CREDITS;
            case NOT_FOUND, CONFLICT -> FailureReason.AGENT_OR_NUMBER_CHANGED;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, LIMIT_REACHED, UPSTREAM_FAILED, UNAVAILABLE -> throw problem;
        };
    }
}
