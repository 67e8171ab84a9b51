package com.osmtalk.server.call;

import com.osmtalk.server.cluster.ClusterMembers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the calls whose server has died, as interrupted and charged for what was used. Calls that are merely queued are
 * left alone: their dial job is in the database, and another server will run it.
 */
public final class CallRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecovery.class);

    private final ClusterMembers members;
    private final CallStore calls;
    private final CallLifecycle lifecycle;

    public CallRecovery(ClusterMembers members, CallStore calls, CallLifecycle lifecycle) {
        this.members = members;
        this.calls = calls;
        this.lifecycle = lifecycle;
    }

    public void run() {
        members.evictSilent();
        for (String callId : calls.orphans()) {
            try {
                lifecycle.interrupted(callId);
                LOG.warn("{} was interrupted: its server is gone", callId);
            } catch (IllegalTransitionException endedMeanwhile) {
                LOG.debug("{} has ended by itself", callId);
            }
        }
    }
}
