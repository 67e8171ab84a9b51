package com.osmtalk.voice.phone.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the packets of all calls, and tells each call every few milliseconds that time passes. */
final class ReceivingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivingThread.class);
    private static final long TICK_MILLIS = 5;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000;
    /** Of one call at once, so that a flood at one port does not hold up the others. */
    private static final int MOST_AT_ONCE = 64;

    private final Thread thread = new Thread(this::run, "rtp-receiving");
    private final Selector selector;
    private final Sessions sessions = new Sessions();
    private final Consumer<SelectionKey> receive = this::receive;
    /** One byte more than is taken: what fills it is too large. */
    private final byte[] bytes = new byte[RtpPacket.MOST_BYTES + 1];

    private final ByteBuffer datagram = ByteBuffer.wrap(bytes);
    private volatile boolean closed;
    private boolean reported;

    ReceivingThread() throws IOException {
        selector = Selector.open();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(RtpSession session) throws ClosedChannelException {
        session.ports().rtp().register(selector, SelectionKey.OP_READ, session);
        session.ports().rtcp().register(selector, SelectionKey.OP_READ, session);
        sessions.add(session);
        selector.wakeup();
    }

    RtpSession[] sessions() {
        return sessions.all();
    }

    /** Its sockets are closed; the system frees their ports as soon as the selector has let go of them. */
    void remove(RtpSession session) {
        sessions.remove(session);
        selector.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        long ticked = System.nanoTime();
        try (selector) {
            while (!closed) {
                if (sessions.all().length == 0) {
                    selector.select(receive);
                } else {
                    selector.select(receive, TICK_MILLIS);
                }
                long now = System.nanoTime();
                if (now - ticked >= TICK_NANOS) {
                    ticked = now;
                    for (RtpSession session : sessions.all()) {
                        tickQuietly(session, now);
                    }
                }
            }
        } catch (IOException e) {
            LOG.error("nothing of any call is heard any more", e);
        }
    }

    /** Told once with its stack: it may happen with every packet. */
    private void report(Exception reason) {
        if (!reported) {
            reported = true;
            LOG.error("a packet of a call could not be received; others are told at level debug", reason);
        } else {
            LOG.debug("a packet of a call could not be received", reason);
        }
    }

    private void receive(SelectionKey key) {
        RtpSession session = (RtpSession) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        boolean onSoundPort = channel == session.ports().rtp();
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                datagram.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(datagram);
                if (from == null) {
                    return;
                }
                if (datagram.position() <= RtpPacket.MOST_BYTES) {
                    session.receive(bytes, datagram.position(), from, onSoundPort, System.nanoTime());
                }
            }
        } catch (ClosedChannelException e) {
            // the call is over
        } catch (IOException | RuntimeException e) {
            report(e);
        }
    }

    private void tickQuietly(RtpSession session, long now) {
        try {
            session.tick(now);
        } catch (RuntimeException e) {
            report(e);
        }
    }
}
