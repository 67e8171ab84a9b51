package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.cluster.ChangeFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Tells the observers of calls what happens on them, in the transaction that stores it. Observers subscribe while the
 * server is wired, so that calls know none of the features that follow them: webhooks, campaigns, recordings.
 */
public final class CallPublisher {
    private final CallStore calls;
    private final TurnStore turns;
    private final ChangeFeed changes;
    private final List<CallObserver> observers = new CopyOnWriteArrayList<>();

    /** @param changes told of every visible change of a call */
    public CallPublisher(CallStore calls, TurnStore turns, ChangeFeed changes) {
        this.calls = calls;
        this.turns = turns;
        this.changes = changes;
    }

    public void subscribe(CallObserver observer) {
        observers.add(observer);
    }

    /** Something visible has changed: the status, or a new line of the transcript. */
    void changed(String callId) {
        changes.changed(callId);
    }

    void started(String callId) {
        each(callId, (organizationId, call) -> observers.forEach(observer -> observer.started(organizationId, call)));
    }

    void ended(String callId) {
        each(callId, (organizationId, call) -> observers.forEach(observer -> observer.ended(organizationId, call)));
    }

    void analysed(String callId) {
        changed(callId);
        each(callId, (organizationId, call) -> observers.forEach(observer -> observer.analysed(organizationId, call)));
    }

    void transferring(String callId, PhoneNumber destination, String summary) {
        each(
                callId,
                (organizationId, call) -> observers.forEach(
                        observer -> observer.transferring(organizationId, call, destination, summary)));
    }

    private void each(String callId, BiConsumer<String, Call> event) {
        if (observers.isEmpty()) {
            return;
        }
        StoredCall stored = calls.require(callId);
        event.accept(stored.organizationId(), Transcripts.attach(stored.call(), turns.transcript(callId)));
    }
}
