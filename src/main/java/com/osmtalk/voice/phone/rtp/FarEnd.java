package com.osmtalk.voice.phone.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a call's sound really comes from, and goes to. A far end behind NAT announces an address that nothing reaches,
 * so sound goes to where theirs comes from (symmetric RTP): once, the first time something comes. After that nobody
 * else is listened to, but for the address announced itself, and for the same stream (SSRC, sequence) from another
 * address once it comes from the old one no more, as happens when a NAT forgets. A stranger knows neither. From any
 * thread.
 */
final class FarEnd {
    private static final long MILLI = 1_000_000;
    /** The same stream comes from elsewhere only after it has ceased to come from where it came. */
    private static final long MOVED_AFTER = 100 * MILLI;
    /** Packets on their way from an address that the far end has just left. */
    private static final long LEFT_FOR = 1_000 * MILLI;

    private static final int NEAR = 1_000;

    private volatile @Nullable InetSocketAddress target;
    private @Nullable InetSocketAddress announced;
    private @Nullable InetSocketAddress source;
    private @Nullable InetSocketAddress left;
    private long leftAt;
    private int ssrc;
    private int newest;
    private long heardAt;
    private int otherSsrc;
    private int otherNext = -1;

    /** Where the far end says, in what was agreed just now, that it receives; zeros, which hold a call, are nowhere. */
    synchronized void announce(InetSocketAddress address, long now) {
        if (!address.equals(announced) && !address.getAddress().isAnyLocalAddress()) {
            announced = address;
            left = source;
            leftAt = now;
            source = null;
            target = address;
        }
    }

    /** Where our packets go; null: it is not known yet. */
    @Nullable
    InetSocketAddress target() {
        return target;
    }

    synchronized int ssrc() {
        return ssrc;
    }

    /** Whether packets come from there, or would be expected from there. */
    boolean isHost(InetSocketAddress from) {
        InetSocketAddress known = target;
        return known != null && known.getAddress().equals(from.getAddress());
    }

    /** Whether a packet is of the far end's; it has a type that was agreed to. */
    synchronized Verdict judge(RtpPacket packet, InetSocketAddress from, long now) {
        if (source == null) {
            if (from.equals(left) && !from.equals(announced) && now - leftAt < LEFT_FOR) {
                return Verdict.STRANGER;
            }
            return begin(packet, from, now);
        }
        if (!from.equals(source)) {
            if (from.equals(announced)) {
                return packet.ssrc == ssrc ? goOn(packet, from, now) : begin(packet, from, now);
            }
            boolean moved =
                    packet.ssrc == ssrc && now - heardAt > MOVED_AFTER && (packet.sequence - newest & 0xffff) < NEAR;
            return moved ? goOn(packet, from, now) : Verdict.STRANGER;
        }
        if (packet.ssrc == ssrc) {
            return goOn(packet, from, now);
        }
        // two packets in a row make a new stream (RFC 3550, A.1)
        if (packet.ssrc == otherSsrc && packet.sequence == otherNext) {
            return begin(packet, from, now);
        }
        otherSsrc = packet.ssrc;
        otherNext = packet.sequence + 1 & 0xffff;
        return Verdict.STRANGER;
    }

    private Verdict begin(RtpPacket packet, InetSocketAddress from, long now) {
        ssrc = packet.ssrc;
        newest = packet.sequence;
        otherNext = -1;
        goOn(packet, from, now);
        return Verdict.NEW_STREAM;
    }

    private Verdict goOn(RtpPacket packet, InetSocketAddress from, long now) {
        if (!from.equals(source)) {
            source = from;
            target = from;
        }
        if ((short) (packet.sequence - newest) > 0) {
            newest = packet.sequence;
        }
        heardAt = now;
        return Verdict.SAME_STREAM;
    }

    enum Verdict {
        STRANGER,
        SAME_STREAM,
        NEW_STREAM
    }
}
