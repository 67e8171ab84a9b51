package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Where the programs meet. Not on loopback: baresip takes no call there. */
final class Network {
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 30_000;
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

    /**
     * A port that nobody has on it now, on any address, neither over UDP nor over TCP; each is given once. It is below
     * those that systems give to connections, so that none takes it before the program does that is to listen on it.
     */
    static synchronized int freePort() {
        for (int i = 0; i < 1_000; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket tcp = new ServerSocket(port);
                    DatagramSocket udp = new DatagramSocket(port)) {
                if (tcp.isBound() && udp.isBound() && GIVEN.add(port)) {
                    return port;
                }
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new AssertionError("no free port");
    }
}
