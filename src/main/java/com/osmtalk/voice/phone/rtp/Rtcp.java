package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.rtp.srtp.SrtcpReceiver;
import com.osmtalk.voice.phone.rtp.srtp.SrtcpSender;
import com.osmtalk.voice.phone.rtp.srtp.SrtpKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of a call (RTCP, RFC 3550, 6): ours, every five seconds, and the far end's, which tell the round trip.
 * For the thread that receives; {@link #close} and {@link #roundTripMillis} from any.
 */
final class Rtcp {
    private static final Logger LOG = LoggerFactory.getLogger(Rtcp.class);
    private static final double NANOS = 1e9;
    private static final long INTERVAL = 5_000_000_000L;
    /** From 1900, where NTP begins, to 1970, in seconds. */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private static final int MOST_BYTES = 256;
    /** Longer than any packet takes: whoever reports so is wrong. */
    private static final double LONGEST_ROUND_TRIP = 60;

    private final PortPair ports;
    private final FarEnd farEnd;
    private final Reception reception;
    private final RtpSender sender;
    private final String name = UUID.randomUUID().toString();
    private final byte[] bytes = new byte[MOST_BYTES];
    private final RtcpReport report = new RtcpReport(bytes);
    private final ByteBuffer datagram = ByteBuffer.wrap(bytes);
    /** NTP's time less Java's, in seconds. */
    private final double clockOffset = NTP_EPOCH + System.currentTimeMillis() / 1e3 - System.nanoTime() / NANOS;

    private @Nullable InetSocketAddress announced;
    private @Nullable InetSocketAddress source;
    private @Nullable SrtpKeys srtp;
    private @Nullable SrtcpSender encryption;
    private @Nullable SrtcpReceiver decryption;
    private boolean multiplexed;
    private long due = Long.MAX_VALUE;
    private int lastReport;
    private long lastReportAt;
    private volatile @Nullable Double roundTripMillis;

    Rtcp(PortPair ports, FarEnd farEnd, Reception reception, RtpSender sender) {
        this.ports = ports;
        this.farEnd = farEnd;
        this.reception = reception;
        this.sender = sender;
    }

    synchronized void agree(Agreement agreement, long now) {
        if (!agreement.rtcp().equals(announced)) {
            announced = agreement.rtcp();
            source = null;
        }
        multiplexed = agreement.rtcp().equals(agreement.rtp());
        SrtpKeys keys = agreement.srtp();
        SrtpKeys before = srtp;
        srtp = keys;
        if (keys == null) {
            encryption = null;
            decryption = null;
        } else {
            // as long as a key is the same, what is encrypted with it goes on being counted
            if (encryption == null || before == null || !before.sent().equals(keys.sent())) {
                encryption = new SrtcpSender(keys.sent());
            }
            if (decryption == null || before == null || !before.received().equals(keys.received())) {
                decryption = new SrtcpReceiver(keys.received());
            }
        }
        if (due == Long.MAX_VALUE) {
            due = now + INTERVAL / 2;
        }
    }

    /** Null: the far end has not reported. */
    @Nullable
    Double roundTripMillis() {
        return roundTripMillis;
    }

    /** Sends a report when it is due. */
    synchronized void tick(long now) {
        if (now - due < 0) {
            return;
        }
        // of random length, so that the reports of many calls don't come at once
        due = now + INTERVAL / 2 + ThreadLocalRandom.current().nextLong(INTERVAL);
        write(now);
        send();
    }

    /** Takes what came on the port; gives whether it was a report of the far end's. */
    synchronized boolean receive(byte[] packet, int length, InetSocketAddress from, boolean ownPort, long now) {
        if (decryption == null && !farEnd.isHost(from)) {
            return false;
        }
        int clear = decryption == null ? length : decryption.unprotect(packet, length);
        if (clear < RtcpReport.HEADER_BYTES) {
            return false;
        }
        int at = 0;
        while (at + RtcpReport.HEADER_BYTES <= clear) {
            int end = at + 4 + 4 * Bits.unsigned16(packet, at + 2);
            if ((packet[at] & 0xff) >> 6 != 2 || end > clear) {
                return at > 0;
            }
            read(packet, at, end, now);
            at = end;
        }
        if (ownPort && !from.equals(source)) {
            source = from;
        }
        return true;
    }

    /** Says goodbye. */
    synchronized void close() {
        if (announced != null) {
            write(System.nanoTime());
            report.goodbye(sender.ssrc());
            send();
        }
    }

    private void read(byte[] packet, int at, int end, long now) {
        int type = packet[at + 1] & 0xff;
        int blocks = packet[at] & 0x1f;
        int block = at + RtcpReport.HEADER_BYTES;
        if (type == RtcpReport.SENDER) {
            if (block + RtcpReport.SENDER_BYTES > end) {
                return;
            }
            // the middle of its time is what a report refers to it by
            lastReport = Bits.int32(packet, block + 2);
            lastReportAt = now;
            block += RtcpReport.SENDER_BYTES;
        } else if (type != RtcpReport.RECEIVER) {
            return;
        }
        for (int i = 0; i < blocks && block + RtcpReport.BLOCK_BYTES <= end; i++) {
            if (Bits.int32(packet, block) == sender.ssrc()) {
                measureRoundTrip(Bits.int32(packet, block + 16), Bits.unsigned32(packet, block + 20), now);
            }
            block += RtcpReport.BLOCK_BYTES;
        }
    }

    /** The time since our report, less the time it lay at the far end; all in units of 1/65536 s. */
    private void measureRoundTrip(int ourReport, long delay, long now) {
        if (ourReport == 0) {
            return;
        }
        int sinceThen = (int) (ntp(now) >> 16) - ourReport;
        double seconds = (sinceThen - delay) / 65_536.0;
        if (seconds > -0.01 && seconds < LONGEST_ROUND_TRIP) {
            roundTripMillis = Math.max(0, seconds * 1_000);
        }
    }

    private void write(long now) {
        report.clear();
        int blocks = reception.received() > 0 ? 1 : 0;
        sender.report(report, ntp(now), now, blocks);
        if (blocks > 0) {
            int delay = lastReport == 0 ? 0 : (int) ((now - lastReportAt) / NANOS * 65_536);
            report.block(farEnd.ssrc(), reception.report(), lastReport, delay);
        }
        report.name(sender.ssrc(), name);
    }

    private void send() {
        InetSocketAddress target = target();
        if (target == null || target.getAddress().isAnyLocalAddress()) {
            return;
        }
        int length = encryption == null ? report.length() : encryption.protect(bytes, report.length());
        datagram.clear().limit(length);
        DatagramChannel channel = multiplexed ? ports.rtp() : ports.rtcp();
        try {
            channel.send(datagram, target);
        } catch (ClosedChannelException e) {
            // the call is over
        } catch (IOException e) {
            LOG.debug("a report could not be sent to {}", target, e);
        }
    }

    /** Where theirs come from; or where they said; or beside their sound, where that comes from elsewhere. */
    private @Nullable InetSocketAddress target() {
        InetSocketAddress sound = farEnd.target();
        InetSocketAddress said = announced;
        if (source != null || sound == null || said == null) {
            return source;
        }
        if (multiplexed) {
            return sound;
        }
        return sound.getAddress().equals(said.getAddress())
                ? said
                : new InetSocketAddress(sound.getAddress(), Math.min(65_535, sound.getPort() + 1));
    }

    private long ntp(long now) {
        double seconds = clockOffset + now / NANOS;
        long whole = (long) seconds;
        return whole << 32 | (long) ((seconds - whole) * (1L << 32));
    }
}
