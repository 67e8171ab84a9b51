package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A far end that understands no packets of keys hears their tones. */
class KeyTonesTest {
    @ParameterizedTest
    @CsvSource({"1, 697, 1209", "5, 770, 1336", "0, 941, 1336", "*, 941, 1209", "'#', 941, 1477", "D, 941, 1633"})
    void aKeyIsItsTwoTones(char key, int low, int high) {
        KeyTones tones = new KeyTones();
        byte[] pcm = new byte[5 * Pcm.FRAME_BYTES];
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        for (int i = 0; i < 5; i++) {
            tones.write(key, frame);
            System.arraycopy(frame, 0, pcm, i * frame.length, frame.length);
        }
        assertThat(amplitude(pcm, low)).isBetween(4_500.0, 5_500.0);
        assertThat(amplitude(pcm, high)).isBetween(4_500.0, 5_500.0);
        assertThat(amplitude(pcm, 1_050)).isLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({"5"})
    void whereNoKeysAreAgreedTheyAreSentAsSound(char key) throws Exception {
        try (RtpPeer peer = new RtpPeer();
                DrivenSession call = new DrivenSession(SrtpMode.OFF, Codec.PCMU)) {
            call.session.accept("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio " + peer.port() + " RTP/AVP 0\r\n");
            call.session.press(String.valueOf(key));
            long now = System.nanoTime() + 1_000_000_000L;
            int loud = 0;
            for (int i = 0; i < 20; i++) {
                call.session.send(now + i * 20_000_000L);
                RtpPacket packet = peer.receive();
                assertThat(packet.payloadType).isZero();
                loud += isLoud(packet) ? 1 : 0;
            }
            assertThat(loud).isBetween(5, 6);
        }
    }

    @Test
    void aKeyIsOneThoughTheProgramStopsWhileItIsPressed() throws Exception {
        try (RtpPeer peer = new RtpPeer();
                DrivenSession call = new DrivenSession(SrtpMode.OFF, Codec.PCMU)) {
            call.session.accept(peer.description());
            call.session.press("5");
            long now = System.nanoTime() + 1_000_000_000L;
            call.session.send(now);
            RtpPacket first = peer.receive(packet -> packet.payloadType == RtpPeer.KEYS);
            call.session.send(now + 3_000_000_000L);
            RtpPacket next = peer.receive(packet -> packet.payloadType == RtpPeer.KEYS);
            assertThat(next.timestamp).isEqualTo(first.timestamp);
        }
    }

    private static boolean isLoud(RtpPacket packet) {
        for (int i = 0; i < packet.payloadLength; i++) {
            // codes of µ-law whose lower bits are few are loud
            if ((packet.bytes[packet.payloadOffset + i] & 0x7f) < 0x30) {
                return true;
            }
        }
        return false;
    }

    private static double amplitude(byte[] pcm, int hertz) {
        double sine = 0;
        double cosine = 0;
        int count = pcm.length / 2;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * i / Pcm.SAMPLES_PER_SECOND;
            sine += Pcm.sample(pcm, 2 * i) * Math.sin(angle);
            cosine += Pcm.sample(pcm, 2 * i) * Math.cos(angle);
        }
        return Math.hypot(sine, cosine) * 2 / count;
    }
}
