package com.osmtalk.voice.carrier.simulated;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.IncomingCallListener;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A public telephone network in the process. Who calls our numbers is said by whoever has them {@link #call}; of a call
 * of ours the dialled number decides what happens. The special numbers are in the range that is reserved for fiction,
 * {@code +1 202 555 0100} to {@code 0113}.
 */
public final class SimulatedCarrier implements Carrier {
    private final double speed;
    private final AtomicBoolean triedUnavailableNumber = new AtomicBoolean();
    private volatile IncomingCallListener listener = call -> call.reject(IncomingCall.Rejection.UNAVAILABLE);

    /** @param speed how many times as fast as in life its lines are */
    public SimulatedCarrier(double speed) {
        this.speed = speed;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public void listen(IncomingCallListener whoDecides) {
        listener = whoDecides;
    }

    @Override
    public CompletionStage<List<Check>> check(CarriedNumber number) {
        return CompletableFuture.completedFuture(List.of(Check.ok(
                Subject.CARRIER,
                number.number() + " is on the simulated network, where nobody's phone rings, and it can call.")));
    }

    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
        SimulatedLine line = new SimulatedLine(timeline, events, to.e164().hashCode());
        DialOutcome outcome = outcome(to);
        line.connect(
                outcome instanceof DialOutcome.Answers answers
                        ? new DialOutcome.Answers(asked(answers.callee()))
                        : outcome);
        return line;
    }

    /**
     * Somebody of this network calls a number of ours: the call is offered to whoever listens.
     *
     * @param turns how often they speak at most before they hang up
     * @param from null: withheld
     * @param announcedAs the call it is, where that was stored before it rings
     * @return why nobody answered; empty when somebody has, or the call still rings
     */
    public Optional<IncomingCall.Rejection> call(
            Persona persona, int turns, @Nullable PhoneNumber from, PhoneNumber to, @Nullable String announcedAs) {
        Ringing call = new Ringing(persona, turns, to, from, announcedAs);
        listener.offered(call);
        return Optional.ofNullable(call.rejection);
    }

    /** Somebody who calls without a number, for whoever asks to hold a conversation with: offered to nobody else. */
    public IncomingCall caller(Persona persona, int turns, PhoneNumber to) {
        return new Ringing(persona, turns, to, null, null);
    }

    /** They may be asked to take a call over; a machine hears no question. */
    private static Callee asked(Callee callee) {
        if (callee instanceof Callees.Voicemail) {
            return callee;
        }
        return new Colleague(callee, callee instanceof Callees.NotInterested ? Colleague.DECLINES : Colleague.ACCEPTS);
    }

    static Callee callee(Persona persona) {
        return switch (persona) {
            case POLITE -> new Callees.Polite();
            case INTERESTED -> new Callees.Interested();
            case NOT_INTERESTED -> new Callees.NotInterested();
            case WANTS_CALLBACK -> new Callees.WantsCallback();
            case OPTS_OUT -> new Callees.OptsOut();
            case WANTS_HUMAN -> new Callees.WantsHuman();
            case HANGS_UP -> new Callees.HangsUp();
            case PRESSES_KEYS -> new Callees.PressesKeys();
        };
    }

    private DialOutcome outcome(PhoneNumber to) {
        return switch (to.e164()) {
            case "+12025550100" -> new DialOutcome.Answers(new Callees.Interested());
            case "+12025550101" -> new DialOutcome.Fails(FailureReason.BUSY, false, 900);
            case "+12025550102" -> new DialOutcome.Fails(FailureReason.NO_ANSWER, true, 30_000);
            case "+12025550103" -> new DialOutcome.Answers(new Callees.Voicemail());
            case "+12025550104" -> new DialOutcome.Fails(FailureReason.REJECTED, true, 3_000);
            case "+12025550105" -> new DialOutcome.Answers(new Callees.NotInterested());
            case "+12025550106" -> new DialOutcome.Answers(new Callees.WantsCallback());
            case "+12025550107" -> new DialOutcome.Answers(new Callees.OptsOut());
            case "+12025550108" -> new DialOutcome.Answers(new Callees.WantsHuman());
            case "+12025550109" -> new DialOutcome.Answers(new Callees.HangsUp());
            case "+12025550110" ->
                triedUnavailableNumber.compareAndSet(false, true)
                        ? new DialOutcome.Fails(FailureReason.CARRIER_UNAVAILABLE, false, 5_000)
                        : new DialOutcome.Answers(new Callees.Polite());
            case "+12025550111" -> new DialOutcome.Answers(new Callees.PressesKeys());
            case "+12025550112" -> new DialOutcome.Answers(new Callees.Menu());
            case "+12025550113" -> new DialOutcome.Answers(new Callees.OffersAnotherTime());
            default -> new DialOutcome.Answers(new Callees.Polite());
        };
    }

    /** A person of this network, who waits until the agent picks up. */
    private final class Ringing implements IncomingCall {
        private final Persona persona;
        private final int turns;
        private final PhoneNumber to;
        private final @Nullable PhoneNumber from;
        private final @Nullable String announcedAs;
        private final AtomicBoolean decided = new AtomicBoolean();
        private volatile @Nullable Rejection rejection;

        Ringing(Persona persona, int turns, PhoneNumber to, @Nullable PhoneNumber from, @Nullable String announcedAs) {
            this.persona = persona;
            this.turns = turns;
            this.to = to;
            this.from = from;
            this.announcedAs = announcedAs;
        }

        @Override
        public Carrier carrier() {
            return SimulatedCarrier.this;
        }

        @Override
        public PhoneNumber to() {
            return to;
        }

        @Override
        public Optional<PhoneNumber> from() {
            return Optional.ofNullable(from);
        }

        @Override
        public Optional<String> announcedAs() {
            return Optional.ofNullable(announcedAs);
        }

        @Override
        public Line answer(LineContext context, Timeline timeline, LineEvents events) {
            decide();
            SimulatedLine line =
                    new SimulatedLine(timeline, events, persona.name().hashCode());
            line.ringIn(new BriefCallee(callee(persona), turns));
            return line;
        }

        @Override
        public void reject(Rejection reason) {
            decide();
            rejection = reason;
        }

        private void decide() {
            if (!decided.compareAndSet(false, true)) {
                throw new IllegalStateException("the call was answered or rejected already");
            }
        }
    }

    /** What becomes of a dialled number. */
    sealed interface DialOutcome {
        /** @param afterMillis from ringing, or from dialling when it never rings */
        record Fails(FailureReason reason, boolean rings, long afterMillis) implements DialOutcome {}

        record Answers(Callee callee) implements DialOutcome {}
    }
}
