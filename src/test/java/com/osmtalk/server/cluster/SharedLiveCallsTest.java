package com.osmtalk.server.cluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that is asked for calls that another holds. */
class SharedLiveCallsTest extends LiveCallsContract {
    private SharedLiveCalls holding;
    private SharedLiveCalls asked;

    @BeforeEach
    void make() {
        holding = new SharedLiveCalls(database, callId -> false);
        asked = new SharedLiveCalls(database, callId -> holding.held().contains(callId));
        holding.start();
        asked.start();
    }

    @AfterEach
    void stop() {
        holding.close();
        asked.close();
    }

    @Override
    LiveCalls holding() {
        return holding;
    }

    @Override
    LiveCalls.TransferOutcome refusal(LiveCalls.TransferOutcome known) {
        return LiveCalls.TransferOutcome.ACCEPTED;
    }

    @Override
    LiveCalls asked() {
        return asked;
    }
}
