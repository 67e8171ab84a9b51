package com.osmtalk.voice.phone.sip;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the signalling of all calls shares.
 *
 * @param threads run the steps of all legs; a step may wait for a connection
 * @param timers only put steps into mailboxes
 */
record Signalling(
        SipNode node,
        Peers peers,
        Executor threads,
        ScheduledExecutorService timers,
        CallTraces traces,
        UnfinishedCalls unfinished) {
    ScheduledFuture<?> after(long millis, Mailbox mailbox, Runnable step) {
        return timers.schedule(() -> mailbox.execute(step), millis, TimeUnit.MILLISECONDS);
    }
}
