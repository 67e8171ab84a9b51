package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what happens on one phone or web call, as it happens, so that a crash loses at most the words being spoken.
 */
final class CallEventWriter implements CallEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CallEventWriter.class);

    private final StoredCall call;
    private final Database database;
    private final CallLifecycle lifecycle;
    private final CallStore calls;
    private final TurnStore turns;
    private final DncList dnc;
    private final LiveCalls live;
    private final PostCallAnalyses analyses;
    private final CallPublisher publisher;

    CallEventWriter(
            StoredCall call,
            Database database,
            CallLifecycle lifecycle,
            CallStore calls,
            TurnStore turns,
            DncList dnc,
            LiveCalls live,
            PostCallAnalyses analyses,
            CallPublisher publisher) {
        this.call = call;
        this.database = database;
        this.lifecycle = lifecycle;
        this.calls = calls;
        this.turns = turns;
        this.dnc = dnc;
        this.live = live;
        this.analyses = analyses;
        this.publisher = publisher;
    }

    @Override
    public void ringing() {
        store(() -> lifecycle.ringing(id()));
    }

    @Override
    public void answered() {
        store(() -> lifecycle.answered(id()));
    }

    @Override
    public void said(TranscriptEntry line, Usage usageSoFar) {
        store(() -> {
            turns.append(id(), line);
            calls.recordUsage(id(), usageSoFar);
            publisher.changed(id());
        });
    }

    @Override
    public void used(Usage soFar) {
        store(() -> calls.recordUsage(id(), soFar));
    }

    private void store(Runnable write) {
        database.urgentTransaction(handle -> {
            write.run();
            return null;
        });
    }

    @Override
    public void optedOut() {
        Call recorded = call.call();
        PhoneNumber theirs =
                CallStarter.number(recorded.direction() == CallDirection.OUTBOUND ? recorded.to() : recorded.from());
        if (theirs == null) {
            LOG.info("{}: asked not to be called, but is not known by any number", id());
        } else {
            store(() -> dnc.optOut(call.organizationId(), theirs, "asked not to be called, in " + id()));
        }
    }

    @Override
    public void transferring(PhoneNumber destination, String summary) {
        LOG.info("{} is being transferred", id());
        store(() -> publisher.transferring(id(), destination, summary));
    }

    /** Not urgent, unlike the lines: an end is more to store, and many at a time made the lines of other calls late. */
    @Override
    public void ended(CallEnd end) {
        try {
            database.transaction(handle -> {
                lifecycle.ended(id(), end);
                analyses.request(id());
                return null;
            });
        } finally {
            live.release(id());
        }
    }

    private String id() {
        return call.call().id();
    }
}
