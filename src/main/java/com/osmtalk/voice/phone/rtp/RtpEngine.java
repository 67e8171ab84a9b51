package com.osmtalk.voice.phone.rtp;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The sound of all telephone calls of a server: one thread sends every call's packets at their pace, another one
 * receives. Both are started with the first call.
 */
public final class RtpEngine implements AutoCloseable {
    private final MediaSettings settings;
    /** Pairs are taken in a row, so that the far end of a call just ended does not send to the next one's port. */
    private final AtomicInteger nextPair =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

    private @Nullable PacingThread pacing;
    private @Nullable ReceivingThread receiving;
    private boolean closed;

    public RtpEngine(MediaSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes ports for a call's sound. Nothing is sent or heard until its far end is agreed with.
     *
     * @throws NoMediaPortException every port of the range is taken, or the local address is not this machine's
     */
    public MediaSession open(MediaTerms terms) throws NoMediaPortException {
        PortPair ports = PortPair.open(settings, terms.local(), nextPair.getAndIncrement());
        try {
            return open(terms, ports);
        } catch (IOException e) {
            ports.close();
            throw new NoMediaPortException("The ports of a call's sound can't be listened to.", e);
        }
    }

    /** Whether every pair of ports is a call's; others on this machine may hold some, which only {@link #open} sees. */
    public synchronized boolean isFull() {
        return receiving != null && receiving.sessions().length >= settings.pairs();
    }

    private synchronized MediaSession open(MediaTerms terms, PortPair ports) throws IOException {
        if (closed) {
            throw new IOException("the engine is closed");
        }
        PacingThread sends = pacing;
        ReceivingThread receives = receiving;
        if (sends == null || receives == null) {
            receives = new ReceivingThread();
            sends = new PacingThread();
            receiving = receives;
            pacing = sends;
            receives.start();
            sends.start();
        }
        RtpSession session = new RtpSession(terms, ports, this, settings, sends);
        receives.add(session);
        sends.add(session);
        return session;
    }

    /** A session's ports are freed, and it is run no more. */
    synchronized void remove(RtpSession session) {
        session.ports().close();
        if (pacing != null) {
            pacing.remove(session);
        }
        if (receiving != null) {
            receiving.remove(session);
        }
    }

    /** Closes the sessions that are still open, and ends both threads. */
    @Override
    public synchronized void close() {
        closed = true;
        if (pacing != null) {
            pacing.close();
        }
        if (receiving != null) {
            for (RtpSession session : receiving.sessions()) {
                session.close();
            }
            receiving.close();
        }
    }
}
