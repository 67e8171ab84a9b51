package com.osmtalk.server;

import com.osmtalk.server.call.CallRecovery;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.store.Jobs;
import java.util.List;

/** What becomes of jobs and calls when a server is evicted: this one by others, or another by this one. */
final class Succession implements ClusterMembers.Eviction {
    private final List<Jobs> jobs;
    private final CallRecovery recovery;

    Succession(List<Jobs> jobs, CallRecovery recovery) {
        this.jobs = jobs;
        this.recovery = recovery;
    }

    @Override
    public void evicted() {
        jobs.forEach(Jobs::pause);
    }

    @Override
    public void joining(String oldId, String newId) {
        recovery.adopt(oldId, newId);
    }

    @Override
    public void joined() {
        jobs.forEach(Jobs::resume);
    }

    @Override
    public void evictedOther(String otherId) {
        jobs.forEach(each -> each.release(otherId));
    }
}
