package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A session over ports of its own that no thread runs: time passes, and packets come, when a test says so. */
final class DrivenSession implements AutoCloseable {
    static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 9);
    private static final long MILLI = 1_000_000;
    private static final MediaSettings SETTINGS = new MediaSettings(20_000, 32_000, Duration.ofSeconds(30));

    final RtpSession session;
    final HeardSound heard = new HeardSound();
    private final byte[] bytes = new byte[RtpPacket.MOST_BYTES];
    private long now = System.nanoTime();
    int ssrc = 77;
    int sequence = 10;
    int timestamp = 1_000;

    DrivenSession(SrtpMode srtp, Codec... codecs) throws NoMediaPortException {
        InetAddress local = InetAddress.getLoopbackAddress();
        session = new RtpSession(
                new MediaTerms(List.of(codecs), srtp, null, local),
                PortPair.open(SETTINGS, local, (int) System.nanoTime()),
                new RtpEngine(SETTINGS),
                SETTINGS,
                new PacingThread());
        session.listen(heard);
    }

    /** The far end has answered, with an address where nobody is. */
    DrivenSession answered(String... lines) throws MediaNotAcceptedException {
        session.accept("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
                + String.join(
                        "", Arrays.stream(lines).map(line -> line + "\r\n").toList()));
        return this;
    }

    /** The next 20 ms of µ-law, all of one code. */
    void sound(int code) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code);
        packet(0, payload);
        timestamp += 160;
    }

    void packet(int type, byte[] payload) {
        RtpPacket.writeHeader(bytes, type, false, sequence++ & 0xffff, timestamp, ssrc);
        System.arraycopy(payload, 0, bytes, RtpPacket.HEADER_BYTES, payload.length);
        receive(bytes, RtpPacket.HEADER_BYTES + payload.length);
    }

    void receive(byte[] packet, int length) {
        session.receive(packet, length, PEER, true, now);
    }

    void passes(int millis) {
        for (int i = 0; i < millis; i += 5) {
            now += 5 * MILLI;
            session.tick(now);
        }
    }

    long now() {
        return now;
    }

    /** So much sound has been heard. */
    int heardMillis() {
        return heard.frames().size() * Pcm.FRAME_MILLIS;
    }

    @Override
    public void close() {
        session.close();
    }
}
