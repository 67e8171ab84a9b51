package com.osmtalk.voice.phone.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Predicate;

/** The far end of a call, packet by packet: it sends what it is told, in any order, and reads what comes. */
final class RtpPeer implements AutoCloseable {
    static final int PCMU = 0;
    static final int KEYS = 101;
    private static final int LIMIT_MILLIS = 60_000;

    private final DatagramSocket socket;
    private InetSocketAddress target = new InetSocketAddress(0);
    int ssrc = 0x1234_5678;
    int sequence = 1_000;
    int timestamp = 50_000;

    RtpPeer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(LIMIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An echo: whatever comes goes back to where it came from, until it is closed. */
    RtpPeer echoing() {
        Thread echo = new Thread(this::echo, "echo");
        echo.setDaemon(true);
        echo.start();
        return this;
    }

    private void echo() {
        byte[] bytes = new byte[2_000];
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        try {
            while (true) {
                datagram.setLength(bytes.length);
                socket.receive(datagram);
                socket.send(datagram);
            }
        } catch (IOException e) {
            // it is closed
        }
    }

    /** Sends there: where a description of the other side says that it receives. */
    RtpPeer sendTo(String description) {
        String port = description
                .lines()
                .filter(line -> line.startsWith("m=audio"))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        return this;
    }

    /** A description of its sound: lines, after those every description has. */
    String description(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port()
                + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
                + String.join(
                        "", Arrays.stream(lines).map(line -> line + "\r\n").toList());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Sends the next 20 ms of sound, all of one value. */
    void sound(int code) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code);
        send(PCMU, sequence++, timestamp, payload);
        timestamp += 160;
    }

    void send(int payloadType, int sequenceNumber, int at, byte[] payload) {
        byte[] packet = Arrays.copyOf(new byte[RtpPacket.HEADER_BYTES], RtpPacket.HEADER_BYTES + payload.length);
        RtpPacket.writeHeader(packet, payloadType, false, sequenceNumber & 0xffff, at, ssrc);
        System.arraycopy(payload, 0, packet, RtpPacket.HEADER_BYTES, payload.length);
        send(packet);
    }

    void send(byte[] packet) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet that comes. */
    RtpPacket receive() {
        byte[] bytes = new byte[2_000];
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(datagram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RtpPacket packet = new RtpPacket();
        if (!packet.read(bytes, datagram.getLength())) {
            throw new AssertionError("no packet of RTP");
        }
        return packet;
    }

    /** The next packet that is such; at most 3,000 others come before it, a minute's. */
    RtpPacket receive(Predicate<RtpPacket> such) {
        for (int i = 0; i < 3_000; i++) {
            RtpPacket packet = receive();
            if (such.test(packet)) {
                return packet;
            }
        }
        throw new AssertionError("no such packet came");
    }

    @Override
    public void close() {
        socket.close();
    }
}
