package com.osmtalk.server.call;

import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.CallEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The state machine of a call, and the only writer of its status; the package's page has the picture.
 *
 * <p>A transition is an UPDATE that names the statuses it is allowed from, so that of two that race (a hang-up and a
 * carrier's error, two servers) one changes the row and the other gets an {@link IllegalTransitionException}. It is
 * stored before anyone is told of it. The end of a call is one transaction with its usage, its cost, the ledger's entry
 * and the counters: a call that has ended has been charged, and none is charged that goes on.
 */
public final class CallLifecycle {
    private final Database database;
    private final CallStore calls;
    private final BridgeStore bridges;
    private final CallCounterStore counters;
    private final Ledger ledger;
    private final Rates rates;
    private final CallRetries retries;
    private final CallPublisher publisher;

    public CallLifecycle(
            Database database,
            CallStore calls,
            BridgeStore bridges,
            CallCounterStore counters,
            Ledger ledger,
            Rates rates,
            CallRetries retries,
            CallPublisher publisher) {
        this.database = database;
        this.calls = calls;
        this.bridges = bridges;
        this.counters = counters;
        this.ledger = ledger;
        this.rates = rates;
        this.retries = retries;
        this.publisher = publisher;
    }

    /** Whether a call in one status may take the other next. */
    static boolean allows(CallStatus from, CallStatus to) {
        return switch (from) {
            case SCHEDULED -> to == CallStatus.QUEUED || to == CallStatus.FAILED;
            case QUEUED -> to == CallStatus.RINGING || to == CallStatus.FAILED;
            case RINGING -> to == CallStatus.IN_PROGRESS || to == CallStatus.FAILED;
            case IN_PROGRESS -> to == CallStatus.COMPLETED || to == CallStatus.FAILED;
            case COMPLETED, FAILED -> false;
        };
    }

    void ringing(String callId) {
        move(callId, CallStatus.RINGING);
    }

    void answered(String callId) {
        database.transaction(handle -> {
            move(callId, CallStatus.IN_PROGRESS);
            publisher.started(callId);
            return null;
        });
    }

    /** Ends the call, stores what it used and takes what it cost. */
    void ended(String callId, CallEnd end) {
        database.transaction(handle -> {
            move(callId, end.failureReason() == null ? CallStatus.COMPLETED : CallStatus.FAILED);
            StoredCall stored = calls.require(callId);
            Spend cost = rates.cost(stored.languageModel(), end.usage());
            BillingStatus billing = cost.total().paise() == 0 ? BillingStatus.FREE : BillingStatus.CHARGED;
            calls.finish(callId, end, cost, billing);
            ledger.charge(stored.organizationId(), callId, cost.total());
            // after the ledger, whose hold on the organisation's balance has its calls end one after the other
            counters.add(callId);
            retries.follow(calls.require(callId));
            publisher.ended(callId);
            return null;
        });
    }

    /**
     * Charges a call that was handed over for its lines, which were held on after its end: once.
     *
     * @return false: its end is not stored yet, and nothing was done
     */
    boolean bridgeOver(String callId, Duration lines) {
        return database.transaction(handle -> {
            StoredCall stored = calls.require(callId);
            Call call = stored.call();
            if (call.status() != CallStatus.COMPLETED && call.status() != CallStatus.FAILED) {
                return false;
            }
            if (bridges.close(callId, lines)) {
                Usage usage = call.usage().plus(new Usage(0, 0, 0, 0, lines.toMillis() / 1_000.0));
                Money sip = rates.cost(stored.languageModel(), usage).sip();
                Money more = sip.minus(call.costSip());
                calls.addSip(callId, usage, more);
                ledger.chargeBridge(stored.organizationId(), callId, more);
                counters.addSip(callId, more);
                publisher.changed(callId);
            }
            return true;
        });
    }

    /** Ends a call whose server has died, with what was stored of it up to then. */
    void interrupted(String callId) {
        database.transaction(handle -> {
            StoredCall stored = calls.require(callId);
            Duration held = Duration.ofMillis(Math.round(stored.call().usage().sipSeconds() * 1000));
            // a call without a phone line is not measured by it
            Duration talked = held.isZero() ? calls.lastSaid(callId) : held;
            ended(
                    callId,
                    new CallEnd(
                            FailureReason.INTERRUPTED,
                            EndedBy.PLATFORM,
                            talked,
                            stored.call().usage(),
                            Latency.NONE));
            return null;
        });
    }

    void move(String callId, CallStatus to) {
        List<CallStatus> from = Arrays.stream(CallStatus.values())
                .filter(status -> allows(status, to))
                .toList();
        database.transaction(handle -> {
            if (!calls.move(callId, from, to)) {
                throw new IllegalTransitionException(callId, to);
            }
            publisher.changed(callId);
            return null;
        });
    }
}
