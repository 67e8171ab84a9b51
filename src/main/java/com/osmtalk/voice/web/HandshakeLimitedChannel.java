package com.osmtalk.voice.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * A connection's bytes, counted until the WebSocket is open. The library takes a handshake of any length and waits for
 * it for ever; here it is bounded in both.
 */
final class HandshakeLimitedChannel implements ByteChannel {
    private static final int LONGEST_HANDSHAKE = 16 * 1024;

    private final SocketChannel channel;
    private final Consumer<HandshakeLimitedChannel> whenClosed;
    private final long acceptedAt = System.nanoTime();
    private volatile boolean open;
    private int handshake;

    HandshakeLimitedChannel(SocketChannel channel, Consumer<HandshakeLimitedChannel> whenClosed) {
        this.channel = channel;
        this.whenClosed = whenClosed;
    }

    /** The handshake is done. */
    void opened() {
        open = true;
    }

    boolean isWaitingSince(long nanoTime) {
        return !open && acceptedAt - nanoTime < 0;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer);
        if (!open && count > 0) {
            handshake += count;
            if (handshake > LONGEST_HANDSHAKE) {
                throw new IOException("the handshake is longer than " + LONGEST_HANDSHAKE + " bytes");
            }
        }
        return count;
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        return channel.write(buffer);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        whenClosed.accept(this);
        channel.close();
    }
}
