package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.PhoneNumber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Passes on to its observers what happens on calls. They join while the server is put together. */
public final class CallNews {
    private final CallStore calls;
    private final TurnStore turns;
    private final CallChanges changes;
    private final List<CallObserver> observers = new CopyOnWriteArrayList<>();

    /** @param changes told of everything that can be seen of a call from outside */
    public CallNews(CallStore calls, TurnStore turns, CallChanges changes) {
        this.calls = calls;
        this.turns = turns;
        this.changes = changes;
    }

    public void tell(CallObserver observer) {
        observers.add(observer);
    }

    /** It looks different now: another status, or another line. */
    void changed(String callId) {
        changes.afterCommit(callId);
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

    private void each(String callId, BiConsumer<String, Call> news) {
        if (observers.isEmpty()) {
            return;
        }
        StoredCall stored = calls.require(callId);
        news.accept(stored.organizationId(), Transcripts.attach(stored.call(), turns.transcript(callId)));
    }
}
