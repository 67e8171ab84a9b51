package com.osmtalk.voice.phone.rtp.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decrypts the packets of sound that come, and drops those that are forged or repeated. For one thread. */
public final class SrtpReceiver {
    /** A far end that begins its stream anew has another SSRC; it may come back to the one before. */
    private static final int STREAMS = 4;

    private static final int HALF = 1 << 15;

    private final CryptoSuite suite;
    private final SessionKeys sound;
    private final byte[] rollover = new byte[4];
    private final Stream[] streams = new Stream[STREAMS];
    private int replaced;

    public SrtpReceiver(CryptoSuite suite, MasterKey key) {
        this.suite = suite;
        this.sound = SessionKeys.forSound(key);
        Arrays.setAll(streams, i -> new Stream());
    }

    /**
     * Decrypts a packet in place.
     *
     * @return how long it is now; -1: it is forged, repeated, or no packet
     */
    public int unprotect(byte[] packet, int length) {
        int bare = length - suite.tagBytes();
        if (bare < PacketHeader.BYTES) {
            return -1;
        }
        int headerBytes = PacketHeader.bytes(packet, bare);
        if (headerBytes > bare) {
            return -1;
        }
        int ssrc = PacketHeader.ssrc(packet);
        Stream stream = stream(ssrc);
        long index = index(stream, PacketHeader.sequence(packet));
        if (stream != null && stream.window.isReplayed(index)) {
            return -1;
        }
        PacketHeader.put32(rollover, 0, (int) (index >> 16));
        if (!sound.signature().isSigned(packet, bare, rollover, suite.tagBytes())) {
            return -1;
        }
        if (stream == null) {
            stream = begin(ssrc);
        }
        stream.window.add(index);
        sound.crypt(packet, headerBytes, bare - headerBytes, ssrc, index);
        return bare;
    }

    /** The index of a sequence number that is nearest to the newest one (RFC 3711, 3.3.1, appendix A). */
    private static long index(@Nullable Stream stream, int sequence) {
        long newest = stream == null ? -1 : stream.window.newest();
        if (newest < 0) {
            return sequence;
        }
        long cycles = newest >> 16;
        int last = (int) (newest & 0xffff);
        if (last < HALF && sequence - last > HALF && cycles > 0) {
            cycles--;
        } else if (last >= HALF && last - HALF > sequence) {
            cycles++;
        }
        return cycles << 16 | sequence;
    }

    private @Nullable Stream stream(int ssrc) {
        for (Stream stream : streams) {
            if (stream.ssrc == ssrc && stream.window.newest() >= 0) {
                return stream;
            }
        }
        return null;
    }

    /** Only for a packet whose signature is right: strangers can't push streams out. */
    private Stream begin(int ssrc) {
        Stream stream = streams[replaced++ % STREAMS];
        stream.ssrc = ssrc;
        stream.window.reset();
        return stream;
    }

    private static final class Stream {
        private int ssrc;
        private final ReplayWindow window = new ReplayWindow();
    }
}
