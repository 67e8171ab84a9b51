package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.CallQuality;
import com.osmtalk.voice.phone.codec.Codec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of all that may come on a port is heard. */
class HeardPacketsTest {
    private static final int CODE = 0x98;
    private static final int SAMPLE = 11_900;
    private static final int KEYS = 101;

    private DrivenSession call;

    @BeforeEach
    void answer() throws Exception {
        call = new DrivenSession(SrtpMode.OFF, Codec.PCMU, Codec.PCMA, Codec.OPUS).answered();
    }

    @AfterEach
    void close() {
        call.close();
    }

    @Test
    void headersWithAllThatMayBeInThemAreRead() {
        byte[] packet = new byte[12 + 8 + 4 + 4 + 160 + 3];
        // two contributing sources, an extension of one word, three bytes of padding
        RtpPacket.writeHeader(packet, 0, true, 10, 1_000, 77);
        packet[0] = (byte) (0x80 | 0x20 | 0x10 | 2);
        packet[23] = 1;
        Arrays.fill(packet, 28, 188, (byte) CODE);
        packet[190] = 3;
        call.receive(packet, packet.length);
        assertThat(call.heardMillis()).isEqualTo(20);
        assertThat(HeardSound.isAbout(call.heard.frames().get(0), SAMPLE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 11, 12})
    void whatIsCutOffIsNotHeard(int length) {
        byte[] packet = new byte[172];
        RtpPacket.writeHeader(packet, 0, false, 10, 1_000, 77);
        call.receive(packet, length);
        assertThat(call.heardMillis()).isZero();
        // an extension, a source, and a padding, longer than the packet
        for (int first : new int[] {0x90, 0x8f, 0xa0}) {
            packet[0] = (byte) first;
            packet[14] = 127;
            packet[20] = (byte) 200;
            call.receive(packet, 21);
        }
        assertThat(call.heardMillis()).isZero();
        call.sequence = 11;
        call.sound(CODE);
        assertThat(call.heardMillis()).isEqualTo(20);
    }

    @Test
    void garbageIsNotHeardAndDisturbsNothing() {
        call.sound(CODE);
        Random chance = new Random(6);
        byte[] packet = new byte[RtpPacket.MOST_BYTES];
        for (int i = 0; i < 20_000; i++) {
            chance.nextBytes(packet);
            if (i % 3 == 0) {
                // at least it looks like sound, or like a report
                packet[0] = (byte) 0x80;
                packet[1] = (byte) (i % 2 == 0 ? 0 : 200 + i % 4);
            }
            call.receive(packet, chance.nextInt(RtpPacket.MOST_BYTES + 1));
        }
        int before = call.heardMillis();
        call.sound(CODE);
        call.sound(CODE);
        assertThat(call.heardMillis()).isEqualTo(before + 40);
        assertThat(before).isEqualTo(20);
    }

    @Test
    void aPacketOf1500BytesIsHeardWhole() {
        byte[] payload = new byte[1_488];
        Arrays.fill(payload, (byte) CODE);
        call.packet(0, payload);
        assertThat(call.heardMillis()).isEqualTo(180);
        call.sound(CODE);
        assertThat(call.heardMillis()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 240, 320, 480})
    void packetsOfAnyLengthBecomeFrames(int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) CODE);
        for (int i = 0; i < 12; i++) {
            call.packet(0, payload);
            call.timestamp += bytes;
        }
        assertThat(call.heardMillis()).isEqualTo(12 * bytes / 8);
        assertThat(call.heard.frames().subList(2, 5)).allMatch(sample -> HeardSound.isAbout(sample, SAMPLE));
    }

    @Test
    void theCodecMayChangeInTheMiddle() {
        call.sound(CODE);
        byte[] alaw = new byte[160];
        Arrays.fill(alaw, (byte) 0xd5);
        call.packet(8, alaw);
        assertThat(call.heardMillis()).isEqualTo(40);
        call.sound(CODE);
        call.sound(CODE);
        assertThat(HeardSound.isAbout(call.heard.frames().get(3), SAMPLE)).isTrue();
    }

    @Test
    void aTypeThatNobodyAgreedToIsNotHeard() {
        call.packet(3, new byte[33]);
        call.packet(18, new byte[20]);
        assertThat(call.heardMillis()).isZero();
        // nor does it tell what the connection is like
        assertThat(call.session.quality()).isNull();
    }

    @Test
    void silenceThatIsDescribedIsHeardAsNoise() {
        call.sound(CODE);
        call.packet(PayloadTypes.COMFORT_NOISE, new byte[] {45});
        call.passes(400);
        assertThat(call.heardMillis()).isBetween(400, 440);
        assertThat(call.heard.frames().subList(5, 15)).anyMatch(sample -> sample != 0);
        assertThat(call.heard.frames().subList(1, 15)).allMatch(sample -> Math.abs(sample) < 1_000);
    }

    @Test
    void silenceThatIsNotSentIsHeardAsSilence() {
        call.sound(CODE);
        call.passes(1_000);
        assertThat(call.heardMillis()).isBetween(920, 1_020);
        assertThat(call.heard.frames().subList(10, 40)).containsOnly(0);
    }

    @Test
    void halfASecondThatCameLateIsTakenBackInTheNextPause() {
        call.sound(CODE);
        call.passes(480);
        for (int i = 0; i < 25; i++) {
            call.sound(CODE);
        }
        int late = call.heardMillis() - 520;
        assertThat(late).isGreaterThan(300);
        for (int i = 0; i < 200; i++) {
            call.sound(0xff);
            call.passes(20);
        }
        assertThat(call.heardMillis()).isBetween(4_500, 4_540);
    }

    @Test
    void aKeyIsToldOnceThoughItsFirstAndLastPacketsAreLost() {
        call.sound(CODE);
        for (int press = 0; press < 3; press++) {
            int begin = call.sequence;
            for (int i = 0; i < 8; i++) {
                call.sequence = begin + i;
                if (i > 1 && i < 5) {
                    call.packet(KEYS, key(5, false, 160 * (i + 1)));
                }
            }
            call.sequence = begin + 8;
            call.timestamp += 2_000;
        }
        assertThat(call.heard.keys()).isEqualTo("555");
    }

    @Test
    void aKeyThatIsHeldForLongerThanAPacketCanSayIsOne() {
        call.sound(CODE);
        call.packet(KEYS, key(9, false, 0xffff));
        call.timestamp += 0xffff;
        call.packet(KEYS, key(9, false, 160));
        call.packet(KEYS, key(9, true, 800));
        assertThat(call.heard.keys()).isEqualTo("9");
    }

    @Test
    void keysThatComeInAnotherOrderAreToldOnce() {
        call.sound(CODE);
        int first = call.timestamp;
        call.packet(KEYS, key(1, false, 160));
        call.timestamp += 4_000;
        call.packet(KEYS, key(2, false, 160));
        call.timestamp = first;
        call.packet(KEYS, key(1, true, 800));
        assertThat(call.heard.keys()).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 36, 255})
    void whatIsNoKeyOfATelephoneIsNotTold(int event) {
        call.packet(KEYS, key(event, true, 800));
        call.packet(KEYS, new byte[] {1, 2, 3});
        assertThat(call.heard.keys()).isEmpty();
    }

    @Test
    void aFarEndThatIsGoneIsToldOnceAndAgainWhenItWasBack() {
        call.sound(CODE);
        call.passes(29_900);
        assertThat(call.heard.silences()).isZero();
        call.passes(60_000);
        assertThat(call.heard.silences()).isEqualTo(1);
        call.sound(CODE);
        call.passes(31_000);
        assertThat(call.heard.silences()).isEqualTo(2);
    }

    @Test
    void oneThatNeverSendsIsToldToo() {
        call.passes(31_000);
        assertThat(call.heard.silences()).isEqualTo(1);
    }

    @Test
    void oneThatHoldsTheCallMayBeSilent() throws Exception {
        call.sound(CODE);
        call.answered("a=sendonly");
        call.passes(100_000);
        assertThat(call.heard.silences()).isZero();
        call.answered("a=sendrecv");
        call.passes(31_000);
        assertThat(call.heard.silences()).isEqualTo(1);
    }

    @Test
    void lossAndJitterAreMeasured() {
        for (int i = 0; i < 200; i++) {
            if (i % 10 == 5) {
                call.sequence++;
                call.timestamp += 160;
            } else {
                call.sound(CODE);
            }
            call.passes(i % 2 == 0 ? 10 : 30);
        }
        CallQuality quality = call.session.quality();
        assertThat(quality).isNotNull();
        assertThat(quality.loss()).isBetween(0.09, 0.11);
        assertThat(quality.jitterMs()).isBetween(5.0, 15.0);
        assertThat(Double.toString(quality.loss())).as("three digits").matches("0\\.\\d{1,3}");
        assertThat(Double.toString(quality.jitterMs())).as("one digit").matches("\\d+\\.\\d");
        assertThat(quality.roundTripMs()).isNull();
    }

    private static byte[] key(int event, boolean end, int duration) {
        return new byte[] {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
    }
}
