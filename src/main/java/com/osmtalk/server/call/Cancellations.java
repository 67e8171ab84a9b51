package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.CallEnd;
import org.jspecify.annotations.Nullable;

/**
 * Cancels calls that nobody has begun to dial. Dialling and cancelling both change the call's row by an UPDATE that
 * finds it only as it was before, so that one of them wins and the other knows.
 */
public final class Cancellations {
    private final Database database;
    private final CallStore calls;
    private final CallLifecycle lifecycle;

    public Cancellations(Database database, CallStore calls, CallLifecycle lifecycle) {
        this.database = database;
        this.calls = calls;
        this.lifecycle = lifecycle;
    }

    /**
     * Cancels a scheduled call, one that is queued and not dialled yet, or the attempt that is to follow one that is
     * over.
     *
     * @param keyId the key that must have asked for the call; null: whoever did
     * @return the cancelled call; one that was cancelled before, as it is
     * @throws Problem NOT_FOUND when it is not the organisation's or another key asked for it, CONFLICT when it is
     *     being dialled, live, or over with nothing to follow
     */
    public Call cancel(String organizationId, @Nullable String keyId, String callId) {
        return database.transaction(handle -> {
            calls.find(callId)
                    .filter(found -> found.organizationId().equals(organizationId))
                    .filter(found -> found.isStartedBy(keyId))
                    .orElseThrow(() -> notThere(keyId, callId));
            if (undialled(callId)) {
                return calls.require(callId).call();
            }
            // after the attempt to change it, whoever was faster
            Call call = calls.require(callId).call();
            if (call.nextAttempt() != null) {
                return cancel(organizationId, keyId, call.nextAttempt().callId());
            }
            if (call.failureReason() == FailureReason.CANCELED) {
                return call;
            }
            throw refusal(call);
        });
    }

    /** Cancels a call that no server has begun to dial; says whether it did. Part of a transaction. */
    boolean undialled(String callId) {
        if (!calls.holdScheduled(callId) && !calls.claim(callId, ClusterMembers.NONE)) {
            return false;
        }
        lifecycle.ended(callId, CallEnd.undialled(FailureReason.CANCELED, EndedBy.USER));
        return true;
    }

    private static Problem notThere(@Nullable String keyId, String callId) {
        return keyId == null ? Problem.notFound("call", callId) : OwnerActions.notStartedByKey(callId);
    }

    private static Problem refusal(Call call) {
        String status = Columns.name(call.status());
        if (call.status().isTerminal()) {
            return Problem.conflict(
                    "call_over", call.id() + " is over (" + status + "), and no further attempt is to follow it.");
        }
        String state = call.status() == CallStatus.QUEUED ? "being dialled" : status;
        return Problem.conflict(
                "call_begun", call.id() + " is " + state + ", so it can't be cancelled any more. End it instead.");
    }
}
