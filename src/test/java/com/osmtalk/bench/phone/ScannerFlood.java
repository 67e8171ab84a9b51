package com.osmtalk.bench.phone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A scanner that looks for open telephone systems: so many INVITEs a second, until it is ended. */
final class ScannerFlood {
    private ScannerFlood() {}

    /** @param arguments the port on this machine, and packets a second */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        long rate = Long.parseLong(arguments[1]);
        long begun = System.nanoTime();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (long sent = 0; ; LockSupport.parkNanos(1_000_000)) {
                for (long due = (System.nanoTime() - begun) * rate / 1_000_000_000; sent < due; sent++) {
                    send(socket, port, sent);
                }
            }
        }
    }

    private static void send(DatagramSocket socket, int port, long number) {
        byte[] invite = """
                INVITE sip:%1$d@127.0.0.1 SIP/2.0\r
                Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bK%1$d\r
                Max-Forwards: 70\r
                From: <sip:100@127.0.0.1>;tag=%1$d\r
                To: <sip:%1$d@127.0.0.1>\r
                Call-ID: %1$d\r
                CSeq: 1 INVITE\r
                Contact: <sip:100@127.0.0.1:%2$d>\r
                Content-Length: 0\r
                \r
                """.formatted(number, socket.getLocalPort()).getBytes(StandardCharsets.US_ASCII);
        try {
            socket.send(new DatagramPacket(invite, invite.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException full) {
            // as a scanner's would be, this one is lost
        }
    }
}
