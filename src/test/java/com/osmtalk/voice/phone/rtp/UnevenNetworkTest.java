package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.voice.phone.codec.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets: packets that are lost, overtaken, doubled, and a far end that moves or goes. */
class UnevenNetworkTest {
    /** Codes of µ-law, of which each stands for a sound of its own, each softer than the one before. */
    private static final int FIRST_CODE = 0x80;

    private final RtpEngine engine = new RtpEngine(new MediaSettings(20_000, 32_000, Duration.ofMillis(300)));
    private final RtpPeer peer = new RtpPeer();
    private final HeardSound heard = new HeardSound();
    private MediaSession session;

    @BeforeEach
    void answer() throws Exception {
        session =
                engine.open(new MediaTerms(List.of(Codec.PCMU), SrtpMode.OFF, null, InetAddress.getLoopbackAddress()));
        session.listen(heard);
        peer.sendTo(session.offer());
        session.accept(peer.description());
        peer.sound(0xff);
    }

    @AfterEach
    void close() {
        engine.close();
        peer.close();
    }

    @Test
    void soundIsHeardInItsOrderOnceAndOnlyWhatWasLostIsMissing() {
        int sequence = peer.sequence;
        int[] order = {0, 1, 3, 2, 4, 4, 6, 7, 5, 8, 9, 9, 11, 12, 13, 13, 15, 14, 16, 17};
        for (int i : order) {
            peer.send(RtpPeer.PCMU, sequence + i, peer.timestamp + i * 160, step(i));
        }
        heard.untilHeard(sample(17));
        List<Integer> steps = new ArrayList<>();
        for (int sample : heard.frames()) {
            for (int i = 0; i < 18; i++) {
                if (HeardSound.isAbout(sample, sample(i)) && (steps.isEmpty() || steps.get(steps.size() - 1) != i)) {
                    steps.add(i);
                }
            }
        }
        // what is made up in the place of 10 fades from 9
        assertThat(steps).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).endsWith(13, 14, 15, 16, 17);
        assertThat(session.quality()).isNotNull();
        assertThat(session.quality().loss()).isBetween(0.04, 0.06);
    }

    @Test
    void aFarEndThatMovesToAnotherAddressIsFollowed() throws Exception {
        peer.sound(0x98);
        heard.untilHeard(11_900);
        try (RtpPeer moved = new RtpPeer()) {
            moved.sendTo(session.offer());
            moved.ssrc = peer.ssrc;
            moved.timestamp = peer.timestamp;
            Waiting.untilTrue(HeardSound.LIMIT, () -> {
                moved.sequence = peer.sequence;
                moved.sound(0xb7);
                peer.sequence++;
                return heard.frames().stream().anyMatch(sample -> HeardSound.isAbout(sample, 3_004));
            });
            assertThat(moved.receive().payloadLength).isEqualTo(160);
        }
    }

    @Test
    void aFarEndThatAnnouncesAnotherAddressIsSentToThere() throws Exception {
        peer.sound(0x98);
        heard.untilHeard(11_900);
        try (RtpPeer moved = new RtpPeer()) {
            session.answer(moved.description());
            assertThat(moved.receive().payloadLength).isEqualTo(160);
            moved.sendTo(session.offer()).sound(0xb7);
            moved.sound(0xb7);
            heard.untilHeard(3_004);
        }
    }

    @Test
    void aFarEndThatVanishesIsTold() {
        peer.sound(0x98);
        heard.untilHeard(11_900);
        Waiting.untilTrue(HeardSound.LIMIT, () -> heard.silences() == 1);
        peer.sound(0xb7);
        heard.untilHeard(3_004);
        Waiting.untilTrue(HeardSound.LIMIT, () -> heard.silences() == 2);
    }

    @Test
    void aFarEndBehindAnAddressThatNothingReachesIsSentToWhereItsSoundComesFrom() throws Exception {
        MediaSession behindNat =
                engine.open(new MediaTerms(List.of(Codec.PCMU), SrtpMode.OFF, null, InetAddress.getLoopbackAddress()));
        try (RtpPeer phone = new RtpPeer()) {
            phone.sendTo(behindNat.offer());
            int nobody = new InetSocketAddress(9).getPort();
            behindNat.accept(phone.description().replace("m=audio " + phone.port(), "m=audio " + nobody));
            phone.sound(0xb7);
            assertThat(phone.receive().payloadLength).isEqualTo(160);
        }
    }

    private static byte[] step(int i) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code(i));
        return payload;
    }

    /** Three codes apart, so that none is about another. */
    private static int code(int i) {
        return FIRST_CODE + 3 * i;
    }

    /** What a code of µ-law stands for. */
    private static int sample(int i) {
        int bits = ~code(i) & 0xff;
        return (((bits & 0x0f) << 1 | 0x21) << (bits >> 4 & 7)) * 4 - 132;
    }
}
