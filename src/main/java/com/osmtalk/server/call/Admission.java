package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.call.CallStore.LinesInUse;
import com.osmtalk.server.problem.Problem;
import java.time.Duration;

/**
 * Decides by the calls there are whether another is taken, for one call at a time: enough credit for all of them, and a
 * free line. A call for later holds neither before its time.
 */
public final class Admission {
    /** Of an organisation, at once. Calls to more people than that are a campaign. */
    static final int MOST_SCHEDULED = 500;

    private static final Duration CAP_RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration SCHEDULE_RETRY_AFTER = Duration.ofMinutes(1);

    private final CallIntake intake;
    private final CallStore calls;
    private final Ledger ledger;
    private final ConcurrencyCaps caps;

    public Admission(CallIntake intake, CallStore calls, Ledger ledger, ConcurrencyCaps caps) {
        this.intake = intake;
        this.calls = calls;
        this.ledger = ledger;
        this.caps = caps;
    }

    /**
     * Stores a call that is to begin now; part of a transaction.
     *
     * @throws Problem UNAVAILABLE while the server is about to stop, INSUFFICIENT_CREDITS, LIMIT_REACHED
     */
    Call admit(NewCall call) {
        requirePlace(call.organizationId());
        return calls.insert(call);
    }

    /** The same for a call that is to be dialled later. */
    Call admitForLater(NewCall call) {
        intake.requireOpen();
        calls.lockAdmission();
        ledger.requireEnoughForACall(call.organizationId());
        if (calls.countScheduled(call.organizationId()) >= MOST_SCHEDULED) {
            throw Problem.limitReached(
                    "schedule_limit",
                    MOST_SCHEDULED + " calls of the organisation are scheduled already, and more can't be. Cancel some,"
                            + " or make a campaign of them.",
                    SCHEDULE_RETRY_AFTER);
        }
        return calls.insert(call);
    }

    /** Holds admission until this transaction has ended, and refuses when there is no place for one more call. */
    void requirePlace(String organizationId) {
        intake.requireOpen();
        calls.lockAdmission();
        LinesInUse lines = calls.linesInUse(organizationId);
        ledger.requireEnoughForACall(organizationId, lines.ofOrganization());
        requireFreeLine(lines);
    }

    private void requireFreeLine(LinesInUse lines) {
        if (lines.ofOrganization() >= caps.perOrganization()) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    "All " + caps.perOrganization()
                            + " lines of the organisation are in use. Try again when a call has ended.",
                    CAP_RETRY_AFTER);
        }
        if (lines.all() >= caps.platform()) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    "All lines of the platform are in use. Try again in a few seconds.",
                    CAP_RETRY_AFTER);
        }
    }
}
