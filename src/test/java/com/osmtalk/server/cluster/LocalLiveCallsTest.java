package com.osmtalk.server.cluster;

import org.junit.jupiter.api.BeforeEach;

class LocalLiveCallsTest extends LiveCallsContract {
    private LiveCalls calls;

    @BeforeEach
    void make() {
        calls = new LocalLiveCalls(database);
    }

    @Override
    LiveCalls holding() {
        return calls;
    }

    @Override
    LiveCalls.TransferOutcome refusal(LiveCalls.TransferOutcome known) {
        return known;
    }

    @Override
    LiveCalls asked() {
        return calls;
    }
}
