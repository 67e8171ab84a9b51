package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Where the programs meet. Not on loopback: baresip takes no call there. */
final class Network {
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Network() {}

    /** This machine's first address that others could reach. */
    static InetAddress address() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(Network::isUsed)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("this machine has no IPv4 address but that of loopback"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUsed(NetworkInterface card) {
        try {
            return card.isUp() && !card.isLoopback();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody has on it now, neither over UDP nor over TCP; each is given once. */
    static synchronized int freePort() {
        for (int i = 0; i < 100; i++) {
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(new InetSocketAddress(address(), 0));
                int port = tcp.getLocalPort();
                try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address(), port))) {
                    if (udp.isBound() && GIVEN.add(port)) {
                        return port;
                    }
                }
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new AssertionError("no free port");
    }
}
