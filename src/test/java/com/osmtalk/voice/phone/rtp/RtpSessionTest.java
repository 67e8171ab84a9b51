package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Tones;
import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Codec;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, with a far end that does as it is told. */
class RtpSessionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** Two codes of µ-law, and the samples of 16 bits that they stand for. */
    private static final int SOFT = 0xb7;

    private static final int LOUD = 0x98;
    private static final int SOFT_SAMPLE = 3_004;
    private static final int LOUD_SAMPLE = 11_900;

    private final RtpEngine engine = new RtpEngine(new MediaSettings(20_000, 32_000, Duration.ofMinutes(10)));
    private final HeardSound heard = new HeardSound();
    private final RtpPeer peer = new RtpPeer();

    @AfterEach
    void close() {
        engine.close();
        peer.close();
    }

    @Test
    void soundIsHeardBothWays() throws Exception {
        MediaSession session = called();
        peer.sound(LOUD);
        peer.sound(LOUD);
        heard.untilHeard(LOUD_SAMPLE);

        say(session, SOFT_SAMPLE, 5);
        RtpPacket packet = peer.receive(of -> of.payloadType == RtpPeer.PCMU && middle(of) == (byte) SOFT);
        assertThat(packet.payloadLength).isEqualTo(160);
    }

    @Test
    void silenceIsSentAsSound() throws Exception {
        called();
        RtpPacket first = peer.receive();
        RtpPacket second = peer.receive();
        assertThat(first.marker).isTrue();
        assertThat(middle(first)).isEqualTo((byte) 0xff);
        assertThat(second.marker).isFalse();
        assertThat(second.sequence).isEqualTo(first.sequence + 1 & 0xffff);
        assertThat(second.timestamp).isEqualTo(first.timestamp + 160);
    }

    @Test
    void aKeyIsPressedOnceHoweverManyPacketsTellIt() throws Exception {
        called();
        peer.sound(SOFT);
        for (int duration : new int[] {160, 320, 320}) {
            peer.send(RtpPeer.KEYS, peer.sequence++, peer.timestamp, key(5, false, duration));
        }
        peer.send(RtpPeer.KEYS, peer.sequence++, peer.timestamp, key(5, true, 480));
        peer.send(RtpPeer.KEYS, peer.sequence++, peer.timestamp, key(5, true, 480));
        peer.timestamp += 1_600;
        peer.send(RtpPeer.KEYS, peer.sequence++, peer.timestamp, key(11, true, 480));
        Waiting.untilTrue(HeardSound.LIMIT, () -> heard.keys().endsWith("#"));
        assertThat(heard.keys()).isEqualTo("5#");
    }

    @Test
    void keysThatArePressedGoOutOneAfterTheOther() throws Exception {
        called().press("1*");
        RtpPacket one = peer.receive(packet -> packet.payloadType == RtpPeer.KEYS);
        assertThat(one.marker).isTrue();
        assertThat(event(one)).isEqualTo(1);
        RtpPacket released = peer.receive(packet -> packet.payloadType == RtpPeer.KEYS && isEnd(packet));
        assertThat(released.timestamp).isEqualTo(one.timestamp);
        assertThat(Bits.unsigned16(released.bytes, released.payloadOffset + 2)).isEqualTo(800);
        RtpPacket star = peer.receive(packet -> packet.payloadType == RtpPeer.KEYS && event(packet) == 10);
        assertThat(star.timestamp - one.timestamp).isGreaterThanOrEqualTo(8 * 160);
    }

    @Test
    void itIsNotSentToBeforeItsAddressIsKnownAndWhileItHolds() throws Exception {
        MediaSession session = engine.open(terms(Codec.PCMU));
        session.listen(heard);
        String answer = session.answer(peer.description("a=sendonly"));
        assertThat(answer).contains("a=recvonly");
        peer.sendTo(answer).sound(LOUD);
        peer.sound(LOUD);
        heard.untilHeard(LOUD_SAMPLE);

        assertThat(session.answer(peer.description("a=sendrecv"))).contains("a=sendrecv");
        assertThat(peer.receive().marker).isTrue();
    }

    @Test
    void aStrangerIsNeitherHeardNorSentTo() throws Exception {
        called();
        peer.sound(SOFT);
        peer.sound(SOFT);
        heard.untilHeard(SOFT_SAMPLE);
        try (RtpPeer stranger = new RtpPeer()) {
            stranger.sendTo(session.offer());
            stranger.ssrc = 99;
            for (int i = 0; i < 10; i++) {
                stranger.sound(LOUD);
            }
        }
        peer.sound(0xd0);
        peer.sound(0xd0);
        heard.untilHeard(876);
        assertThat(heard.frames()).noneMatch(sample -> HeardSound.isAbout(sample, LOUD_SAMPLE));
    }

    @Test
    void noPortIsFree() throws Exception {
        int port = 21_001 + 2 * ThreadLocalRandom.current().nextInt(5_000);
        try (RtpEngine small = new RtpEngine(new MediaSettings(port, port + 2, Duration.ofSeconds(1)))) {
            MediaSession first = Waiting.until(HeardSound.LIMIT, () -> opened(small));
            assertThatThrownBy(() -> small.open(terms(Codec.PCMU)))
                    .isInstanceOf(NoMediaPortException.class)
                    .hasMessageContaining(port + " to " + (port + 2));
            first.close();
            Waiting.until(HeardSound.LIMIT, () -> opened(small)).close();
        }
    }

    @Test
    void anEngineThatIsClosedFreesThePortsOfItsCalls() throws Exception {
        MediaSession open = engine.open(terms(Codec.PCMU));
        int port = Integer.parseInt(open.offer().split("m=audio ")[1].split(" ")[0]);
        assertThatThrownBy(() -> new DatagramSocket(port, LOOPBACK).close()).isInstanceOf(BindException.class);
        engine.close();
        Waiting.untilTrue(HeardSound.LIMIT, () -> isFree(port));
        assertThatThrownBy(() -> engine.open(terms(Codec.PCMU))).isInstanceOf(NoMediaPortException.class);
    }

    private static boolean isFree(int port) {
        try {
            new DatagramSocket(port, LOOPBACK).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<MediaSession> opened(RtpEngine engine) {
        try {
            return Optional.of(engine.open(terms(Codec.PCMU)));
        } catch (NoMediaPortException e) {
            return Optional.empty();
        }
    }

    private MediaSession session;

    /** A call that the far end has answered. */
    private MediaSession called() throws Exception {
        session = engine.open(terms(Codec.PCMU));
        session.listen(heard);
        peer.sendTo(session.offer());
        session.accept(peer.description());
        return session;
    }

    private static MediaTerms terms(Codec... codecs) {
        return new MediaTerms(List.of(codecs), SrtpMode.OFF, null, LOOPBACK);
    }

    private static void say(MediaSession session, int sample, int frames) {
        byte[] tone = Tones.of(sample, Pcm.FRAME_BYTES);
        for (int i = 0; i < frames; i++) {
            session.frame(tone, 0);
        }
    }

    private static byte[] key(int event, boolean end, int duration) {
        return new byte[] {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
    }

    private static byte middle(RtpPacket packet) {
        return packet.bytes[packet.payloadOffset + packet.payloadLength / 2];
    }

    private static int event(RtpPacket packet) {
        return packet.bytes[packet.payloadOffset];
    }

    private static boolean isEnd(RtpPacket packet) {
        return packet.bytes[packet.payloadOffset + 1] < 0;
    }
}
