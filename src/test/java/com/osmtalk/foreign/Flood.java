package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A scanner that looks for open telephone systems: many INVITEs a second, from an address that is no trunk's. */
final class Flood implements AutoCloseable {
    private final DatagramSocket socket;
    private final long begun = System.nanoTime();
    private volatile boolean closed;
    private volatile long sent;

    /** @param rate packets a second */
    Flood(int port, int rate) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> send(new InetSocketAddress(Network.address(), port), rate), "flood");
        thread.setDaemon(true);
        thread.start();
    }

    private void send(InetSocketAddress to, int rate) {
        while (!closed) {
            long due = (System.nanoTime() - begun) * rate / 1_000_000_000;
            try {
                for (; sent < due; sent++) {
                    byte[] invite = """
                            INVITE sip:%1$d@%2$s SIP/2.0\r
                            Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%1$d\r
                            Max-Forwards: 70\r
                            From: <sip:100@127.0.0.1>;tag=%1$d\r
                            To: <sip:%1$d@%2$s>\r
                            Call-ID: %1$d\r
                            CSeq: 1 INVITE\r
                            Contact: <sip:100@127.0.0.1:%3$d>\r
                            Content-Length: 0\r
                            \r
                            """.formatted(sent, to.getHostString(), socket.getLocalPort())
                            .getBytes(StandardCharsets.US_ASCII);
                    socket.send(new DatagramPacket(invite, invite.length, to));
                }
            } catch (IOException full) {
                // as a scanner's would be, this one is lost
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Packets a second so far. */
    double rate() {
        return sent * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
    }
}
