package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The sound of one call of a {@link SipPhone}: G.711 µ-law over RTP, all samples of a packet alike. */
public final class PhoneSound {
    /** What 0 is in µ-law. */
    public static final int SILENCE = 0xff;

    private static final int SAMPLES = 160;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final AtomicInteger packets = new AtomicInteger();
    private final Map<Integer, Integer> heard = new TreeMap<>();
    private final StringBuilder keys = new StringBuilder();
    private volatile InetSocketAddress target;
    private int sequence = 1;
    private int timestamp = 1;
    private int lastKeyAt = -1;

    PhoneSound() {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "sip-phone-sound");
        reader.setDaemon(true);
        reader.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Where the other side says that it receives. */
    void sendTo(String description) {
        description
                .lines()
                .filter(line -> line.startsWith("m=audio "))
                .findFirst()
                .ifPresent(line -> target =
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.split(" ")[1])));
    }

    /** What the phone says of its sound, whatever is offered. */
    String description(String offer) {
        return "v=0\r\no=phone 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port()
                + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
    }

    /** Sends so many packets of one value, one every 20 ms. */
    public void play(int count, int code) {
        byte[] payload = new byte[SAMPLES];
        Arrays.fill(payload, (byte) code);
        for (int i = 0; i < count; i++) {
            send(0, payload);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private synchronized void send(int payloadType, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + payload.length);
        packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence++);
        packet.putInt(timestamp).putInt(0x5eed).put(payload);
        timestamp += SAMPLES;
        InetSocketAddress to = target;
        if (to != null && !socket.isClosed()) {
            try {
                socket.send(new DatagramPacket(packet.array(), packet.capacity(), to));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How many packets of sound have come. */
    public int packets() {
        return packets.get();
    }

    public void awaitPackets(int more) {
        int before = packets.get();
        Waiting.untilTrue(SipPhone.LIMIT, () -> packets.get() >= before + more);
    }

    /** Waits until sound that is not silence has come. */
    public void awaitVoice() {
        Waiting.untilTrue(SipPhone.LIMIT, this::hasVoice);
    }

    /** Whether anything but silence was heard. */
    public boolean hasVoice() {
        synchronized (heard) {
            return heard.keySet().stream().anyMatch(code -> (code & 0x7f) < 0x60);
        }
    }

    /** How often a value was heard first in a packet. */
    public int heard(int code) {
        synchronized (heard) {
            return heard.getOrDefault(code, 0);
        }
    }

    /** The keys that were pressed at the other end. */
    public String keys() {
        synchronized (keys) {
            return keys.toString();
        }
    }

    private void read() {
        byte[] bytes = new byte[2_048];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            if (packet.getLength() > HEADER) {
                take(bytes);
            }
        }
    }

    private void take(byte[] bytes) {
        if ((bytes[1] & 0x7f) == 101) {
            int at = ByteBuffer.wrap(bytes).getInt(4);
            if (at != lastKeyAt) {
                lastKeyAt = at;
                synchronized (keys) {
                    keys.append("0123456789*#ABCD".charAt(bytes[HEADER] & 0x0f));
                }
            }
            return;
        }
        packets.incrementAndGet();
        synchronized (heard) {
            heard.merge(bytes[HEADER] & 0xff, 1, Integer::sum);
        }
    }

    void close() {
        socket.close();
    }
}
