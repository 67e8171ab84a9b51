package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.time.Timeline;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A public telephone network in the process: the dialled number decides what happens. The special numbers are in the
 * range that is reserved for fiction, {@code +1 202 555 0100} to {@code 0111}.
 */
public final class SimulatedCarrier implements Carrier {
    private final AtomicBoolean triedUnavailableNumber = new AtomicBoolean();

    @Override
    public Line dial(PhoneNumber from, PhoneNumber to, Timeline timeline, LineEvents events) {
        SimulatedLine line = new SimulatedLine(timeline, events, to.e164().hashCode());
        line.connect(fate(to));
        return line;
    }

    /**
     * Somebody calls the agent; returns at once, as {@link #dial} does.
     *
     * @param turns how often they speak at most before they hang up
     */
    public static Line incoming(Persona persona, int turns, Timeline timeline, LineEvents events) {
        SimulatedLine line = new SimulatedLine(timeline, events, persona.name().hashCode());
        line.ringIn(new BriefCallee(callee(persona), turns));
        return line;
    }

    private static Callee callee(Persona persona) {
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

    private Fate fate(PhoneNumber to) {
        return switch (to.e164()) {
            case "+12025550100" -> new Fate.Answers(new Callees.Interested());
            case "+12025550101" -> new Fate.Fails(FailureReason.BUSY, false, 900);
            case "+12025550102" -> new Fate.Fails(FailureReason.NO_ANSWER, true, 30_000);
            case "+12025550103" -> new Fate.Answers(new Callees.Voicemail());
            case "+12025550104" -> new Fate.Fails(FailureReason.REJECTED, true, 3_000);
            case "+12025550105" -> new Fate.Answers(new Callees.NotInterested());
            case "+12025550106" -> new Fate.Answers(new Callees.WantsCallback());
            case "+12025550107" -> new Fate.Answers(new Callees.OptsOut());
            case "+12025550108" -> new Fate.Answers(new Callees.WantsHuman());
            case "+12025550109" -> new Fate.Answers(new Callees.HangsUp());
            case "+12025550110" ->
                triedUnavailableNumber.compareAndSet(false, true)
                        ? new Fate.Fails(FailureReason.CARRIER_UNAVAILABLE, false, 5_000)
                        : new Fate.Answers(new Callees.Polite());
            case "+12025550111" -> new Fate.Answers(new Callees.PressesKeys());
            default -> new Fate.Answers(new Callees.Polite());
        };
    }

    /** What becomes of a dialled number. */
    sealed interface Fate {
        /** @param afterMillis from ringing, or from dialling when it never rings */
        record Fails(FailureReason reason, boolean rings, long afterMillis) implements Fate {}

        record Answers(Callee callee) implements Fate {}
    }
}
