package com.osmtalk.bench.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The far ends of all calls, in a process of its own: sends each packet back, and knows when it came. It prints the
 * ports of its calls; once nothing has come for two seconds, how late the packets were and how many never came.
 */
final class EchoPeer {
    private static final long MILLI = 1_000_000;
    private static final long OVER_AFTER = 2_000;
    /** What comes before is not counted: Java compiles what it runs most. */
    private static final int WARM_UP = 500;

    private static final int HEADER_BYTES = 12;
    /** Types of packets from here on are reports, by RFC 5761, 4. */
    private static final int FIRST_REPORT = 72;

    private EchoPeer() {}

    /** @param arguments how many calls, how many packets each has at most, and a packet's units of time */
    public static void main(String[] arguments) throws IOException {
        int calls = Integer.parseInt(arguments[0]);
        int packets = Integer.parseInt(arguments[1]);
        int units = Integer.parseInt(arguments[2]);
        Arrivals[] all = new Arrivals[calls];
        try (Selector selector = Selector.open()) {
            StringJoiner ports = new StringJoiner(",", "ports ", "");
            for (int i = 0; i < calls; i++) {
                DatagramChannel channel = DatagramChannel.open();
                channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                channel.configureBlocking(false);
                all[i] = new Arrivals(packets, units);
                channel.register(selector, SelectionKey.OP_READ, all[i]);
                ports.add(Integer.toString(((InetSocketAddress) channel.getLocalAddress()).getPort()));
            }
            System.out.println(ports);
            ByteBuffer packet = ByteBuffer.allocateDirect(2_000);
            boolean begun = false;
            while (true) {
                int ready = selector.select(key -> echo(key, packet), begun ? OVER_AFTER : 0);
                if (ready == 0 && begun) {
                    break;
                }
                begun = true;
            }
        }
        report(all);
        System.exit(0);
    }

    private static void echo(SelectionKey key, ByteBuffer packet) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            while (true) {
                packet.clear();
                SocketAddress from = channel.receive(packet);
                if (from == null) {
                    return;
                }
                packet.flip();
                // reports of one call come to the next port, which is another call's
                if (packet.remaining() > HEADER_BYTES && (packet.get(1) & 0x7f) < FIRST_REPORT) {
                    ((Arrivals) key.attachment()).add(packet.getShort(2), packet.getInt(4), System.nanoTime());
                    channel.send(packet, from);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void report(Arrivals[] all) {
        double[] late =
                Arrays.stream(all).flatMapToDouble(Arrivals::late).sorted().toArray();
        long lost = Arrays.stream(all).mapToLong(Arrivals::lost).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "late %.2f %.2f %.2f lost %d of %d",
                late[late.length / 2],
                late[(int) (late.length * 0.99)],
                late[late.length - 1],
                lost,
                late.length + lost));
    }

    /** When the packets of one call came. */
    private static final class Arrivals {
        private final int units;
        private final long[] at;
        private int firstTimestamp;
        private int firstSequence;
        private int newestSequence;
        private int newest;
        private long received;

        Arrivals(int packets, int units) {
            at = new long[packets];
            this.units = units;
        }

        void add(short sequence, int timestamp, long now) {
            if (received++ == 0) {
                firstTimestamp = timestamp;
                firstSequence = sequence;
            }
            newestSequence = Math.max(newestSequence, sequence - firstSequence & 0xffff);
            int place = (timestamp - firstTimestamp) / units;
            if (place >= 0 && place < at.length) {
                at[place] = now;
                newest = Math.max(newest, place);
            }
        }

        long lost() {
            return received == 0 ? 0 : newestSequence + 1 - received;
        }

        /** In milliseconds, against the even pace of the packet that was earliest of all. */
        DoubleStream late() {
            long earliest = Long.MAX_VALUE;
            for (int i = WARM_UP; i <= newest; i++) {
                if (at[i] != 0) {
                    earliest = Math.min(earliest, at[i] - i * 20 * MILLI);
                }
            }
            long begin = earliest;
            return IntStream.rangeClosed(WARM_UP, newest)
                    .filter(i -> at[i] != 0)
                    .mapToDouble(i -> (double) (at[i] - i * 20 * MILLI - begin) / MILLI);
        }
    }
}
