package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.Waiting;
import com.osmtalk.api.CallQuality;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Codec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends are ours, over real sockets. */
class CallBetweenUsTest {
    private static final int LOUD = 9_000;

    private final RtpEngine engine = new RtpEngine(new MediaSettings(20_000, 32_000, Duration.ofMinutes(10)));

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void soundAndKeysGoBothWaysInEachCodec(Codec codec) throws Exception {
        Call call = call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", codec);
        call.isHeardBothWays();
        call.one.press("12#");
        call.other.press("90D");
        Waiting.untilTrue(HeardSound.LIMIT, () -> call.atOther.keys().equals("12#"));
        Waiting.untilTrue(HeardSound.LIMIT, () -> call.atOne.keys().equals("90D"));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, REQUIRED", "OPTIONAL, OPTIONAL", "OPTIONAL, REQUIRED", "OPTIONAL, OFF", "OFF, OPTIONAL"})
    void encryptionIsAgreed(SrtpMode one, SrtpMode other) throws Exception {
        if (one == SrtpMode.OPTIONAL && other == SrtpMode.REQUIRED) {
            // who requires it takes an offer that has plain sound beside it, encrypted
            assertThat(call(one, other, "127.0.0.1", Codec.PCMU).answer).contains("a=crypto:1 ");
        }
        Call call = call(one, other, "127.0.0.1", Codec.PCMU);
        boolean encrypted = one != SrtpMode.OFF && other != SrtpMode.OFF;
        assertThat(call.answer.contains("a=crypto")).isEqualTo(encrypted);
        call.isHeardBothWays();
        call.one.press("5");
        Waiting.untilTrue(HeardSound.LIMIT, () -> call.atOther.keys().equals("5"));
    }

    @Test
    void anEncryptedCallIsHeldAndResumed() throws Exception {
        Call call = call(SrtpMode.REQUIRED, SrtpMode.REQUIRED, "127.0.0.1", Codec.PCMA);
        call.isHeardBothWays();
        String held = call.other.answer(call.one.offer().replace("a=sendrecv", "a=sendonly"));
        assertThat(held).contains("a=recvonly");
        call.one.accept(held);
        call.one.accept(call.other.answer(call.one.offer()));
        call.isHeardBothWays();
    }

    @Test
    void plainSoundIsNotHeardOnAnEncryptedCall() throws Exception {
        Call call = call(SrtpMode.REQUIRED, SrtpMode.REQUIRED, "127.0.0.1", Codec.PCMU);
        try (RtpPeer stranger = new RtpPeer()) {
            stranger.sendTo(call.answer);
            for (int i = 0; i < 20; i++) {
                stranger.sound(0x98);
            }
        }
        call.isHeardBothWays();
        assertThat(call.atOther.frames()).noneMatch(sample -> HeardSound.isAbout(sample, 11_900));
    }

    @Test
    void soundGoesOverIpv6() throws Exception {
        call(SrtpMode.OFF, SrtpMode.OFF, "::1", Codec.PCMU).isHeardBothWays();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60, 200})
    void packetsOfTheLengthThatIsWantedAreHeard(int millis) throws Exception {
        Call call = new Call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", Codec.PCMU);
        call.answer = call.other.answer(call.one.offer().replace("a=ptime:20", "a=ptime:" + millis));
        call.one.accept(call.answer);
        call.isHeardBothWays();
    }

    @Test
    void theCodecChangesInMidCall() throws Exception {
        Call call = call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", Codec.PCMU, Codec.G722, Codec.OPUS);
        call.isHeardBothWays();
        String offer = call.one.offer().replace("RTP/AVP 0 9 96", "RTP/AVP 96 9 0");
        call.one.accept(call.other.answer(offer));
        call.isHeardBothWays();
    }

    @Test
    void theRoundTripIsMeasuredByReports() throws Exception {
        Call call = call(SrtpMode.REQUIRED, SrtpMode.REQUIRED, "127.0.0.1", Codec.PCMU);
        CallQuality quality = Waiting.until(
                HeardSound.LIMIT,
                () -> Optional.ofNullable(call.one.quality()).filter(measured -> measured.roundTripMs() != null));
        assertThat(quality.roundTripMs()).isBetween(0.0, 30_000.0);
        assertThat(quality.loss()).isBetween(0.0, 1.0);
    }

    @Test
    void twoCallsAreJoinedAndEachHearsTheOther() throws Exception {
        Call first = call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", Codec.PCMU);
        Call second = call(SrtpMode.REQUIRED, SrtpMode.REQUIRED, "127.0.0.1", Codec.G722);
        first.one.joinTo(second.one);
        say(first.other, LOUD);
        second.atOther.untilHeard(LOUD);
        say(second.other, -LOUD);
        first.atOther.untilHeard(-LOUD);

        first.other.press("7");
        Waiting.untilTrue(HeardSound.LIMIT, () -> second.atOther.keys().equals("7"));
        assertThat(first.atOne.keys()).isEqualTo("7");
        assertThat(first.atOne.frames()).noneMatch(sample -> HeardSound.isAbout(sample, LOUD));

        // one hangs up: the other is listened to again
        second.one.close();
        say(first.other, LOUD);
        first.atOne.untilHeard(LOUD);
    }

    @Test
    void whatWaitsToBeSaidCanBeDropped() throws Exception {
        Call call = call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", Codec.PCMU);
        call.isHeardBothWays();
        // a second waits, of which nothing but the first frames can have gone out
        for (int i = 0; i < 50; i++) {
            call.one.frame(Tones.of(i < 45 ? 500 : LOUD / 2, Pcm.FRAME_BYTES), 0);
        }
        call.one.flush();
        say(call.one, -LOUD);
        call.atOther.untilHeard(-LOUD);
        assertThat(call.atOther.frames()).noneMatch(sample -> HeardSound.isAbout(sample, LOUD / 2));
    }

    @Test
    void closingTwiceAndUsingWhatIsClosedDoesNothing() throws Exception {
        Call call = call(SrtpMode.OFF, SrtpMode.OFF, "127.0.0.1", Codec.PCMU);
        call.one.close();
        call.one.close();
        say(call.one, LOUD);
        call.one.press("1");
        call.one.flush();
        call.one.joinTo(call.other);
        say(call.other, LOUD);
        assertThat(call.one.offer()).contains("m=audio");
    }

    private Call call(SrtpMode one, SrtpMode other, String host, Codec... codecs) throws Exception {
        Call call = new Call(one, other, host, codecs);
        call.answer = call.other.answer(call.one.offer());
        call.one.accept(call.answer);
        return call;
    }

    private static void say(MediaSession session, int sample) {
        byte[] tone = Tones.of(sample, Pcm.FRAME_BYTES);
        for (int i = 0; i < 10; i++) {
            session.frame(tone, 0);
        }
    }

    private final class Call {
        private final MediaSession one;
        private final MediaSession other;
        private final HeardSound atOne = new HeardSound();
        private final HeardSound atOther = new HeardSound();
        private String answer = "";

        Call(SrtpMode srtpOfOne, SrtpMode srtpOfOther, String host, Codec... codecs) throws Exception {
            InetAddress local = InetAddress.getByName(host);
            one = engine.open(new MediaTerms(List.of(codecs), srtpOfOne, null, local));
            other = engine.open(new MediaTerms(List.of(codecs), srtpOfOther, null, local));
            one.listen(atOne);
            other.listen(atOther);
        }

        /** With tones, since not every codec lets sound pass that stands still. */
        void isHeardBothWays() {
            hum(one, atOther);
            hum(other, atOne);
        }

        /** Again and again: on a busy machine a second of it may come in pieces. */
        private static void hum(MediaSession from, HeardSound at) {
            Waiting.untilTrue(HeardSound.LIMIT, () -> {
                hum(from);
                return at.hasHeardHum();
            });
            from.flush();
            at.forget();
        }

        private static void hum(MediaSession session) {
            byte[] pcm = new byte[Pcm.FRAME_BYTES];
            for (int frame = 0; frame < 25; frame++) {
                for (int i = 0; i < pcm.length / 2; i++) {
                    double angle = 2 * Math.PI * 440 * (frame * pcm.length / 2 + i) / Pcm.SAMPLES_PER_SECOND;
                    Pcm.put(pcm, 2 * i, (int) (LOUD * Math.sin(angle)));
                }
                session.frame(pcm, 0);
            }
        }
    }
}
