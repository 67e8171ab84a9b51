package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the packets of all calls, each call's every 20 ms. Calls begin on different milliseconds, one after the other:
 * so at most a twentieth of them is due at once, and the thread wakes up at most a thousand times a second, however
 * many there are.
 */
final class PacingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PacingThread.class);
    private static final long MILLI = 1_000_000;
    private static final long LONGEST_SLEEP = 1_000 * MILLI;

    private final Thread thread = new Thread(this::run, "rtp-pacing");
    private final Sessions sessions = new Sessions();
    private final AtomicInteger nextSlot = new AtomicInteger();
    private volatile boolean closed;

    PacingThread() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        thread.start();
    }

    void add(RtpSession session) {
        sessions.add(session);
    }

    void remove(RtpSession session) {
        sessions.remove(session);
    }

    /** When a call that begins now sends its first packet: within 20 ms. */
    long firstDue() {
        int slot = nextSlot.getAndIncrement() % Pcm.FRAME_MILLIS;
        long now = System.nanoTime();
        long millis = Math.floorDiv(now, MILLI) + 1;
        return (millis + Math.floorMod(slot - millis, (long) Pcm.FRAME_MILLIS)) * MILLI;
    }

    /** The next packet may be due earlier than it was when the thread fell asleep. */
    void wakeUp() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        wakeUp();
    }

    private void run() {
        while (!closed) {
            long now = System.nanoTime();
            long next = now + LONGEST_SLEEP;
            for (RtpSession session : sessions.all()) {
                next = Math.min(next, sendQuietly(session, now));
            }
            long sleep = next - System.nanoTime();
            if (sleep > 0) {
                LockSupport.parkNanos(this, sleep);
            }
        }
    }

    /** A call whose sound can't be sent is sent no more: it would fail again with every packet. */
    private long sendQuietly(RtpSession session, long now) {
        try {
            return session.send(now);
        } catch (RuntimeException e) {
            sessions.remove(session);
            LOG.error("a call's sound can't be sent", e);
            return Long.MAX_VALUE;
        }
    }
}
