package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.SoundEncoder;
import com.osmtalk.voice.phone.rtp.srtp.MasterKey;
import com.osmtalk.voice.phone.rtp.srtp.SrtpKeys;
import com.osmtalk.voice.phone.rtp.srtp.SrtpSender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a packet every 20 ms: a key that is pressed, else what waits to be heard, else silence. Filled from any thread,
 * run by the one that sets the pace.
 */
final class RtpSender {
    private static final Logger LOG = LoggerFactory.getLogger(RtpSender.class);
    private static final long PERIOD = Pcm.FRAME_MILLIS * 1_000_000L;
    /** Packets that are later are not caught up: the far end would have to throw them away. */
    private static final long LATEST = 10 * PERIOD;

    /** More sound than 60 ms in a packet makes a conversation slow, whatever the far end wants. */
    private static final int MOST_FRAMES = 3;

    private final DatagramChannel channel;
    private final FarEnd farEnd;
    private final WaitingSound waiting = new WaitingSound();
    private final PressedKeys keys = new PressedKeys();
    private final KeyTones tones = new KeyTones();
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private final byte[] silence = new byte[Pcm.FRAME_BYTES];
    private final byte[] packet = new byte[RtpPacket.MOST_BYTES];
    private final ByteBuffer datagram = ByteBuffer.wrap(packet);
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    /** In the lower half: an encrypted stream is then understood though its beginning is lost (RFC 3711, 3.3.1). */
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);

    private int timestamp = ThreadLocalRandom.current().nextInt();
    private boolean marker = true;
    /** Frames in the packet that is being filled, their bytes, and the time of the first. */
    private int frames;

    private int filled;
    private int filledSince;
    /** When the key that is pressed was pressed: all its packets say so, though some of them are skipped. */
    private int keySince;

    private @Nullable Agreement agreed;
    private @Nullable SoundEncoder encoder;
    private @Nullable SrtpSender encryption;
    /** Kept while plain sound is agreed: with the same key, no packet may ever be counted twice (RFC 3711, 9.1). */
    private @Nullable SrtpSender lastEncryption;

    private @Nullable MasterKey lastKey;
    private long due = Long.MAX_VALUE;
    private boolean failed;
    private int packetsSent;
    private int bytesSent;

    RtpSender(DatagramChannel channel, FarEnd farEnd) {
        this.channel = channel;
        this.farEnd = farEnd;
    }

    /** @param firstDue when the first packet goes out, where none has yet */
    synchronized void agree(Agreement agreement, long firstDue) {
        Agreement before = agreed;
        frames = 0;
        filled = 0;
        if (before == null || before.codec() != agreement.codec()) {
            encoder = agreement.codec().encoder();
        }
        encryption = encryption(agreement.srtp());
        if (before == null) {
            due = firstDue;
        } else if (!before.direction().sends()) {
            marker = true;
        }
        agreed = agreement;
    }

    private @Nullable SrtpSender encryption(@Nullable SrtpKeys keys) {
        if (keys == null) {
            return null;
        }
        SrtpSender last = lastEncryption;
        if (last == null || !keys.sent().equals(lastKey)) {
            last = new SrtpSender(keys.suite(), keys.sent());
            lastEncryption = last;
            lastKey = keys.sent();
        }
        return last;
    }

    synchronized void frame(byte[] pcm, int offset) {
        waiting.add(pcm, offset);
    }

    synchronized void flush() {
        waiting.clear();
    }

    /** Whether what is to be heard is the sound of another call. */
    synchronized void setJoined(boolean joined) {
        waiting.setJoined(joined);
    }

    synchronized void press(String pressed) {
        keys.press(pressed);
    }

    int ssrc() {
        return ssrc;
    }

    /** Writes what was sent. */
    synchronized void report(RtcpReport report, long ntp, long now, int blocks) {
        Agreement current = agreed;
        if (packetsSent == 0 || current == null) {
            report.receiver(ssrc, blocks);
            return;
        }
        // the packet that is due has the timestamp
        int since = (int) ((now - due) * current.codec().clockRate() / 1_000_000_000L);
        report.sender(ssrc, ntp, timestamp + since, packetsSent, bytesSent, blocks);
    }

    /** Sends what is due; gives when the next packet is. */
    synchronized long run(long now) {
        Agreement current = agreed;
        SoundEncoder writing = encoder;
        if (current == null || writing == null) {
            return Long.MAX_VALUE;
        }
        int units = current.codec().clockRate() * Pcm.FRAME_MILLIS / 1_000;
        if (now - due > LATEST) {
            long skipped = (now - due) / PERIOD;
            due += skipped * PERIOD;
            timestamp += (int) skipped * units;
        }
        while (now >= due) {
            // keys wait while the far end holds the call
            boolean pressed = current.direction().sends() && keys.next();
            if (!pressed) {
                addSound(current, writing, waiting.take(frame) ? frame : silence);
            } else if (current.keyType() >= 0) {
                sendFilled(current);
                sendKey(current);
            } else {
                addSound(current, writing, tone());
            }
            timestamp += units;
            due += PERIOD;
        }
        return due;
    }

    private void addSound(Agreement current, SoundEncoder writing, byte[] sound) {
        if (frames == 0) {
            filledSince = timestamp;
        }
        filled += writing.encode(sound, 0, packet, RtpPacket.HEADER_BYTES + filled);
        if (++frames >= framesOfPacket(current)) {
            sendFilled(current);
        }
    }

    private void sendFilled(Agreement current) {
        if (frames > 0) {
            send(current, current.payloadType(), marker, filledSince, filled);
            marker = false;
            frames = 0;
            filled = 0;
        }
    }

    private static int framesOfPacket(Agreement current) {
        int wanted = current.packetMillis() / Pcm.FRAME_MILLIS;
        return current.codec().isJoinable() ? Math.max(1, Math.min(MOST_FRAMES, wanted)) : 1;
    }

    /** The key that is pressed, as sound. */
    private byte[] tone() {
        if (!keys.isDown()) {
            return silence;
        }
        tones.write(keys.key(), frame);
        return frame;
    }

    private void sendKey(Agreement current) {
        if (keys.isFirst()) {
            keySince = timestamp;
        }
        int length = keys.write(packet, RtpPacket.HEADER_BYTES, current.keyClockRate());
        send(current, current.keyType(), keys.isFirst(), keySince, length);
    }

    private void send(Agreement current, int payloadType, boolean first, int at, int payloadLength) {
        InetSocketAddress target = farEnd.target();
        if (target == null || !current.direction().sends()) {
            return;
        }
        RtpPacket.writeHeader(packet, payloadType, first, sequence, at, ssrc);
        sequence = sequence + 1 & 0xffff;
        packetsSent++;
        bytesSent += payloadLength;
        int length = RtpPacket.HEADER_BYTES + payloadLength;
        if (encryption != null) {
            length = encryption.protect(packet, RtpPacket.HEADER_BYTES, length);
        }
        datagram.clear().limit(length);
        try {
            channel.send(datagram, target);
        } catch (ClosedChannelException e) {
            // the call is over
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                LOG.warn("a packet of sound could not be sent to {}: {}", target, e.toString());
            }
        }
    }
}
