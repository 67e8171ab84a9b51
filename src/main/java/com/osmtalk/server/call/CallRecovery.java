package com.osmtalk.server.call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the calls whose server has died, as interrupted and charged for what was used. Calls that were only queued are
 * not its matter: their dial job is still there.
 */
public final class CallRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecovery.class);

    private final Servers servers;
    private final CallStore calls;
    private final CallLifecycle lifecycle;

    public CallRecovery(Servers servers, CallStore calls, CallLifecycle lifecycle) {
        this.servers = servers;
        this.calls = calls;
        this.lifecycle = lifecycle;
    }

    public void run() {
        servers.evictSilentServers();
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
