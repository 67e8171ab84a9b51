package com.osmtalk.server.call;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import com.osmtalk.voice.carrier.IncomingCallListener;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the calls that carriers bring in: finds whose number rings, admits the call as that organisation's and has its
 * agent answer, or rejects the caller. The line is on this server, so the call is claimed for it in the transaction
 * that stores it: should the server die in between, recovery finds the call and ends it.
 */
public final class InboundCalls implements IncomingCallListener {
    private static final Logger LOG = LoggerFactory.getLogger(InboundCalls.class);

    private final Database database;
    private final NumberingPlan plan;
    private final Numbers numbers;
    private final Calls calls;
    private final CallStarter starter;
    private final Switchboard switchboard;
    private final FullLines full;

    public InboundCalls(
            Database database,
            NumberingPlan plan,
            Numbers numbers,
            Calls calls,
            CallStarter starter,
            Switchboard switchboard,
            CallPublisher publisher) {
        this.database = database;
        this.plan = plan;
        this.numbers = numbers;
        this.calls = calls;
        this.starter = starter;
        this.switchboard = switchboard;
        this.full = new FullLines(database, System::nanoTime);
        publisher.subscribe(full);
    }

    @Override
    public Optional<Rejection> rejectionAtOnce(PhoneNumber to) {
        return full.includes(to) ? Optional.of(Rejection.BUSY) : Optional.empty();
    }

    @Override
    public void offered(IncomingCall incoming) {
        try {
            Optional<String> announced = incoming.announcedAs();
            // others may have taken the last line while this one waited for its turn
            if (announced.isEmpty() && full.includes(incoming.to())) {
                incoming.reject(Rejection.BUSY);
                return;
            }
            String callId = announced.isPresent() ? announced.get() : admit(incoming);
            boolean ours = announced.isEmpty() || starter.claim(callId);
            if (!ours) {
                LOG.debug("{} was ended before it rang, or is answered already", callId);
                incoming.reject(Rejection.NOBODY_ANSWERS);
            } else if (!starter.beginClaimed(
                    callId,
                    (plan, events) -> switchboard.answer(plan, events, incoming),
                    FailureReason.CARRIER_UNAVAILABLE)) {
                turnAway(incoming);
            }
        } catch (Problem problem) {
            LOG.info("a call to {} is rejected: {}", incoming.to(), problem.getMessage());
            if (problem.kind() == ProblemKind.LIMIT_REACHED) {
                full.note(incoming.to());
            }
            incoming.reject(rejection(problem));
        } catch (RuntimeException e) {
            turnAway(incoming);
            throw e;
        }
    }

    /** After something failed: the caller must not be left ringing. */
    private static void turnAway(IncomingCall incoming) {
        try {
            incoming.reject(Rejection.UNAVAILABLE);
        } catch (IllegalStateException answered) {
            LOG.debug("a call to {} was answered before it failed", incoming.to(), answered);
        }
    }

    private String admit(IncomingCall incoming) {
        // a carrier knows the form of a number, but no numbering plan
        PhoneNumber to = plan.canonical(incoming.to());
        return database.transaction(handle -> {
            Numbers.Holding holding =
                    numbers.holding(to).orElseThrow(() -> Problem.notFound("phone number", to.e164()));
            String callId = calls.startInbound(
                            holding.organizationId(),
                            to,
                            incoming.from().map(plan::canonical).orElse(null),
                            incoming.carrier())
                    .id();
            starter.claimNew(callId);
            return callId;
        });
    }

    private static Rejection rejection(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND -> Rejection.NO_SUCH_NUMBER;
            case CONFLICT -> Rejection.NOBODY_ANSWERS;
            case INSUFFICIENT_CREDITS, LIMIT_REACHED -> Rejection.BUSY;
            case INVALID, UNAUTHENTICATED, FORBIDDEN, OUTDATED, REFUSED, UPSTREAM_FAILED, UNAVAILABLE ->
                Rejection.UNAVAILABLE;
        };
    }
}
