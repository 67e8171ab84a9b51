package com.osmtalk.voice.phone.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.voice.audio.Pcm;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what other programs make of the same sound, where both must be alike to the bit. */
class CodecTest {
    /** Six packets that libopus 1.3 wrote, of a tone of 440 Hz, stereo, at 16 kbit/s. */
    private static final String[] OPUS = {
        "eIMQrVaCdPQAAAvCrOm7CHSbx2r24/WprC6yVvWJcJs6gSQs7+Cp5n191z5Ye/7ywt7sscSonBrnzPBySneZvB0U6wcJXSo=",
        "eKp+10GSomfqmqpUjsLkIbT/RQu985HAYKA8orz79ZrCM+fKHyvCK1lu1ZAEB8Q=",
        "eKFCGXhcjBRpmLWmxdeAiPN5xiF4+IW6NTV9GYqlJoHR08jSjaaVA4JPn2sa8FtDLDcOlrvQEAJr",
        "eKDd5ULmrIFi6Ibs3F48NwxhiwqU+mtK3vWNcqSVpQm9Wj8SW9s+tzqcuWTGaZGSizPpmebhZmo=",
        "eJ/6jBBZ0lfAwm7CW2AtuICFi1wk8+a+TLEQcY4cyKqloVqueN7uRrTt5VfdZBGXJf8jS7cCdQ==",
        "eJ/5uW/JbBFQSRsS4SI0XVOHwPYI//luy53744PDgtQtaHSkWOSl6X9Pvxw/qAjgdE4px5QOfdb7",
    };

    /** Checksums of what CPython's audioop makes of all 256 codes. */
    @ParameterizedTest
    @CsvSource({"MU, 0c847a9f", "A, 9d764657"})
    void codesOfG711StandForTheSamplesOfTheRecommendation(CompandingLaw law, String checksum) {
        byte[] samples = new byte[512];
        for (int code = 0; code < 256; code++) {
            Pcm.put(samples, 2 * code, law.sample((byte) code));
        }
        assertThat(checksum(samples, samples.length)).isEqualTo(checksum);
    }

    @ParameterizedTest
    @EnumSource(CompandingLaw.class)
    void aSampleIsWrittenAsTheNearestCode(CompandingLaw law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int error = Math.abs(law.sample(law.code((short) sample)) - sample);
            int nearest = Integer.MAX_VALUE;
            for (int code = 0; code < 256; code++) {
                nearest = Math.min(nearest, Math.abs(law.sample((byte) code) - sample));
            }
            // samples are told apart by their upper 14 bits
            assertThat(error).isBetween(nearest, nearest + 4);
        }
    }

    /** Checksums of what spandsp 0.0.6 writes and reads. */
    @Test
    void g722IsThatOfSpandspToTheBit() {
        byte[] pcm = signal(32_000);
        assertThat(checksum(pcm, pcm.length)).isEqualTo("554d07f1");
        SoundEncoder encoder = Codec.G722.encoder();
        byte[] code = new byte[16_000];
        for (int frame = 0; frame < 100; frame++) {
            assertThat(encoder.encode(pcm, frame * Pcm.FRAME_BYTES, code, frame * 160))
                    .isEqualTo(160);
        }
        assertThat(checksum(code, code.length)).isEqualTo("0a5dabfd");
        assertThat(decodedChecksum(Codec.G722.decoder(), code)).isEqualTo("84d1c888");
    }

    @Test
    void opusOfAnotherLibraryIsHeard() {
        SoundDecoder decoder = Codec.OPUS.decoder();
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        int crossings = 0;
        for (int i = 0; i < OPUS.length; i++) {
            byte[] packet = Base64.getDecoder().decode(OPUS[i]);
            assertThat(decoder.decode(packet, 0, packet.length, pcm)).isEqualTo(Pcm.FRAME_BYTES);
            for (int at = 2; i > 0 && at < Pcm.FRAME_BYTES; at += 2) {
                crossings += Pcm.sample(pcm, at - 2) < 0 != Pcm.sample(pcm, at) < 0 ? 1 : 0;
            }
        }
        // 440 Hz cross zero 88 times in 100 ms
        assertThat(crossings).isBetween(80, 96);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void whatIsSaidIsHeard(Codec codec) {
        byte[] said = tone(500, 50);
        byte[] heard = throughCodec(codec, said);
        assertThat(likeness(said, heard)).isGreaterThan(0.97);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void anyBytesAreReadWithoutFailing(Codec codec) {
        SoundDecoder decoder = codec.decoder();
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        Random chance = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            byte[] payload = new byte[chance.nextInt(1_488)];
            chance.nextBytes(payload);
            assertThat(decoder.decode(payload, 0, payload.length, pcm)).isBetween(0, pcm.length);
        }
    }

    /** The library for Opus makes garbage for each frame; it is the only one. */
    @ParameterizedTest
    @EnumSource(value = Codec.class, names = "OPUS", mode = EnumSource.Mode.EXCLUDE)
    void aFrameMakesNoGarbage(Codec codec) {
        SoundEncoder encoder = codec.encoder();
        SoundDecoder decoder = codec.decoder();
        byte[] frame = tone(500, 1);
        byte[] packet = new byte[1_500];
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        assertThat(Allocation.perRound(
                        3_000, () -> decoder.decode(packet, 0, encoder.encode(frame, 0, packet, 0), pcm)))
                .isLessThan(1);
    }

    @Test
    void aLostPacketOfOpusComesOutOfTheNextOne() {
        byte[] packet = Base64.getDecoder().decode(OPUS[3]);
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        SoundDecoder decoder = Codec.OPUS.decoder();
        byte[] first = Base64.getDecoder().decode(OPUS[1]);
        decoder.decode(first, 0, first.length, pcm);
        assertThat(decoder.recover(packet, 0, packet.length, pcm)).isEqualTo(Pcm.FRAME_BYTES);
        assertThat(Codec.PCMU.decoder().recover(packet, 0, packet.length, pcm)).isZero();
    }

    @Test
    void aVoiceGoesOnOverALossAndThenFades() {
        Concealment concealment = new Concealment();
        byte[] voice = tone(200, 6);
        for (int frame = 0; frame < 5; frame++) {
            concealment.heard(voice, frame * Pcm.FRAME_BYTES);
        }
        byte[] lost = new byte[6 * Pcm.FRAME_BYTES];
        for (int frame = 0; frame < 6; frame++) {
            concealment.conceal(lost, frame * Pcm.FRAME_BYTES);
        }
        byte[] expected = Arrays.copyOfRange(voice, 5 * Pcm.FRAME_BYTES, 6 * Pcm.FRAME_BYTES);
        assertThat(likeness(expected, Arrays.copyOf(lost, Pcm.FRAME_BYTES))).isGreaterThan(0.95);
        assertThat(lost[6 * Pcm.FRAME_BYTES - 2]).isZero();
        assertThat(Allocation.perRound(2_000, () -> {
                    concealment.conceal(lost, 0);
                    concealment.heard(voice, 0);
                }))
                .isLessThan(1);
    }

    @Test
    void comfortNoiseIsAsLoudAsDescribed() {
        ComfortNoise noise = new ComfortNoise();
        noise.describe(new byte[] {50}, 1);
        byte[] pcm = new byte[50 * Pcm.FRAME_BYTES];
        for (int frame = 0; frame < 50; frame++) {
            noise.write(pcm, frame * Pcm.FRAME_BYTES);
        }
        double sum = 0;
        for (int at = 0; at < pcm.length; at += 2) {
            sum += Math.pow(Pcm.sample(pcm, at), 2);
        }
        assertThat(20 * Math.log10(Math.sqrt(sum / (pcm.length / 2.0)) / 32_768))
                .isBetween(-51.0, -49.0);
        noise.describe(new byte[0], 0);
        noise.write(pcm, 0);
        assertThat(Pcm.sample(pcm, 100)).isZero();
    }

    private static byte[] throughCodec(Codec codec, byte[] said) {
        SoundEncoder encoder = codec.encoder();
        SoundDecoder decoder = codec.decoder();
        byte[] heard = new byte[said.length];
        byte[] packet = new byte[1_500];
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        for (int at = 0; at < said.length; at += Pcm.FRAME_BYTES) {
            int length = encoder.encode(said, at, packet, 7);
            int bytes = decoder.decode(packet, 7, length, pcm);
            assertThat(bytes).isEqualTo(Pcm.FRAME_BYTES);
            System.arraycopy(pcm, 0, heard, at, bytes);
        }
        return heard;
    }

    /** The best correlation of two sounds, with the second up to 25 ms late; beginnings are passed over. */
    private static double likeness(byte[] said, byte[] heard) {
        double best = 0;
        for (int late = 0; late < 400; late++) {
            double product = 0;
            double ofSaid = 1;
            double ofHeard = 1;
            for (int i = Math.min(1_000, said.length / 8); i + late < said.length / 2; i++) {
                double a = Pcm.sample(said, 2 * i);
                double b = Pcm.sample(heard, 2 * (i + late));
                product += a * b;
                ofSaid += a * a;
                ofHeard += b * b;
            }
            best = Math.max(best, product / Math.sqrt(ofSaid * ofHeard));
        }
        return best;
    }

    private static String decodedChecksum(SoundDecoder decoder, byte[] code) {
        byte[] decoded = new byte[4 * code.length];
        byte[] pcm = new byte[SoundDecoder.LONGEST_SOUND];
        for (int at = 0; at < code.length; at += 160) {
            int bytes = decoder.decode(code, at, 160, pcm);
            System.arraycopy(pcm, 0, decoded, 4 * at, bytes);
        }
        return checksum(decoded, decoded.length);
    }

    private static byte[] tone(int hertz, int frames) {
        byte[] pcm = new byte[frames * Pcm.FRAME_BYTES];
        for (int i = 0; i < pcm.length / 2; i++) {
            Pcm.put(pcm, 2 * i, (int) (8_000 * Math.sin(2 * Math.PI * hertz * i / Pcm.SAMPLES_PER_SECOND)));
        }
        return pcm;
    }

    /** A triangle that goes up and down in pitch, and noise, in four loudnesses; integers only. */
    private static byte[] signal(int samples) {
        byte[] pcm = new byte[2 * samples];
        long random = 1;
        int phase = 0;
        for (int i = 0; i < samples; i++) {
            random = random * 1_103_515_245 + 12_345 & 0x7fff_ffff;
            phase = phase + 200 + i % 4_001 * 8 & 0xffff;
            int triangle = Math.abs(phase - 32_768) - 16_384;
            int loudness = i / 8_000 % 4;
            int hiss = (int) ((random >> 16) % 2_001 - 1_000) * loudness;
            Pcm.put(pcm, 2 * i, Math.floorDiv(triangle * (2 * loudness + 1), 8) + Math.floorDiv(hiss, 4));
        }
        return pcm;
    }

    private static String checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
