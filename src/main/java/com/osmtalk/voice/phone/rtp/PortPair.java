package com.osmtalk.voice.phone.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two sockets of a call: RTP on an even port, RTCP on the odd one above it (RFC 3550, 11). */
final class PortPair implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortPair.class);
    /** "Expedited forwarding" (RFC 3246): routers that look at it let sound pass first. */
    private static final int EXPEDITED = 46 << 2;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final int port;

    private PortPair(DatagramChannel rtp, DatagramChannel rtcp, int port) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.port = port;
    }

    /**
     * Opens the first free pair of the range, beginning somewhere in it.
     *
     * @param first number of the pair that is tried first, of any size
     */
    static PortPair open(MediaSettings settings, InetAddress local, int first) throws NoMediaPortException {
        IOException reason = null;
        for (int i = 0; i < settings.pairs(); i++) {
            int port = settings.firstPair() + 2 * Math.floorMod(first + i, settings.pairs());
            try {
                return open(local, port);
            } catch (IOException e) {
                reason = e;
            }
        }
        throw new NoMediaPortException(
                "No port is free for the sound of a call, from " + settings.firstPort() + " to " + settings.lastPort()
                        + " on " + local.getHostAddress() + ".",
                reason == null ? new IOException("the range is empty") : reason);
    }

    private static PortPair open(InetAddress local, int port) throws IOException {
        DatagramChannel rtp = bind(local, port);
        try {
            return new PortPair(rtp, bind(local, port + 1), port);
        } catch (IOException e) {
            closeQuietly(rtp);
            throw e;
        }
    }

    private static DatagramChannel bind(InetAddress local, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                local.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            channel.bind(new InetSocketAddress(local, port));
            return channel;
        } catch (IOException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** The even one. */
    int port() {
        return port;
    }

    DatagramChannel rtp() {
        return rtp;
    }

    DatagramChannel rtcp() {
        return rtcp;
    }

    @Override
    public void close() {
        closeQuietly(rtp);
        closeQuietly(rtcp);
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("a port of a call was not closed cleanly", e);
        }
    }
}
