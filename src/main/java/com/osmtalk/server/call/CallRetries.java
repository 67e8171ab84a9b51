package com.osmtalk.server.call;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallRetry;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NextAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the next call when nobody was reached in one that is to be repeated. It is scheduled in the transaction that
 * ends the one before, which a call does once; the rules on dialling are asked when its time comes. None is made for a
 * time after that for which the calls were agreed to.
 */
public final class CallRetries {
    /**
     * The ends that tell that no person was reached. Not those after which nobody knows, such as a carrier that was
     * lost or a server that died: the person may have been on the phone.
     */
    static final Set<FailureReason> UNANSWERED =
            EnumSet.of(FailureReason.BUSY, FailureReason.NO_ANSWER, FailureReason.VOICEMAIL);

    private final CallStore calls;
    private final Clock clock;

    public CallRetries(CallStore calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** Part of the transaction that ends a call. */
    void follow(StoredCall stored) {
        Call ended = stored.call();
        CallRetry retry = ended.retry();
        if (retry == null || !nobodyWasReached(ended, retry) || attempt(ended) > retry.attempts()) {
            return;
        }
        Duration pause = Duration.ofMinutes(Objects.requireNonNull(retry.afterMinutes()));
        Instant at = clock.instant().plus(pause);
        AgreedTimes agreed = stored.agreedTimes();
        if (agreed == null || !agreed.endBefore(at)) {
            calls.insertNextAttempt(ended.id(), new NextAttempt(calls.newId(), at));
        }
    }

    private static boolean nobodyWasReached(Call ended, CallRetry retry) {
        FailureReason reason = ended.failureReason();
        List<FailureReason> on = Objects.requireNonNull(retry.on());
        return reason != null
                && UNANSWERED.contains(reason)
                && on.contains(reason)
                && ended.answeredBy() != AnsweredBy.HUMAN;
    }

    private static int attempt(Call ended) {
        return Objects.requireNonNullElse(ended.attempt(), 1);
    }
}
