package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between the phone and us: hands on the sound of one call, but for so many percent of what the phone
 * sends. The provider leads the sound through it where the number called asks for it.
 */
final class LossyRelay implements AutoCloseable {
    /** The first of four ports for each percentage. */
    static final int FIRST_PORT = 29_000;

    private final Selector selector;
    private final DatagramChannel phoneSide;
    private final DatagramChannel ourSide;
    private final int percent;
    /** The same packets are lost each time. */
    private final Random chance = new Random(1);

    private @Nullable SocketAddress phone;
    private @Nullable SocketAddress us;
    private int lost;
    private int received;

    LossyRelay(int percent) {
        this.percent = percent;
        try {
            selector = Selector.open();
            phoneSide = open(FIRST_PORT + 4 * percent);
            ourSide = open(FIRST_PORT + 4 * percent + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "relay-" + percent);
        thread.setDaemon(true);
        thread.start();
    }

    private DatagramChannel open(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(Network.address(), port));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocate(2_048);
        try {
            while (selector.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    relay((DatagramChannel) key.channel(), packet.clear());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
            // the test is over
        }
    }

    private void relay(DatagramChannel side, ByteBuffer packet) throws IOException {
        SocketAddress from = side.receive(packet);
        packet.flip();
        if (side == ourSide) {
            us = from;
            send(phoneSide, packet, phone);
        } else {
            phone = from;
            received++;
            if (chance.nextInt(100) < percent) {
                lost++;
            } else {
                send(ourSide, packet, us);
            }
        }
    }

    private static void send(DatagramChannel side, ByteBuffer packet, @Nullable SocketAddress to) throws IOException {
        if (to != null) {
            side.send(packet, to);
        }
    }

    /** How many of the phone's packets were lost, in percent. */
    double lost() {
        return 100.0 * lost / Math.max(1, received);
    }

    @Override
    public void close() {
        try {
            selector.close();
            phoneSide.close();
            ourSide.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
