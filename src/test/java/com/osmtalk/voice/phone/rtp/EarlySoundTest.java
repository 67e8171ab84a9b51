package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.phone.codec.Codec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sound that overtakes the answer that says how to read it. */
class EarlySoundTest {
    private static final int SOFT = 0xb7;
    private static final int LOUD = 0x98;
    private static final int SOFT_SAMPLE = 3_004;
    private static final int LOUD_SAMPLE = 11_900;

    private final DrivenSession call;

    EarlySoundTest() throws NoMediaPortException {
        call = new DrivenSession(SrtpMode.OFF, Codec.PCMU);
    }

    @AfterEach
    void close() {
        call.close();
    }

    @Test
    void theFirstWordIsHeardAlthoughItComesBeforeTheAnswer() throws Exception {
        call.sound(SOFT);
        call.sound(LOUD);
        assertThat(call.heard.frames()).isEmpty();

        call.answered();
        call.passes(5);
        call.sound(SOFT);

        assertThat(call.heard.frames()).hasSize(3);
        assertThat(call.heard.frames().get(0)).satisfies(first -> isAbout(first, SOFT_SAMPLE));
        assertThat(call.heard.frames().get(1)).satisfies(second -> isAbout(second, LOUD_SAMPLE));
    }

    @Test
    void aKeyThatComesBeforeTheAnswerIsHeard() throws Exception {
        call.packet(101, new byte[] {5, 10, 0, (byte) 160});
        call.answered();
        call.passes(5);

        assertThat(call.heard.keys()).isEqualTo("5");
    }

    @Test
    void itIsKeptUntilSomebodyListens() throws Exception {
        call.session.listen(null);
        call.sound(LOUD);
        call.answered();
        call.passes(100);
        call.sound(SOFT);
        call.session.listen(call.heard);
        call.passes(5);

        assertThat(call.heard.frames()).hasSize(2);
    }

    @Test
    void aSecondOfItIsKeptAtMost() throws Exception {
        for (int i = 0; i < 500; i++) {
            call.sound(i < 490 ? LOUD : SOFT);
            call.passes(20);
        }
        call.answered();
        call.passes(5);

        assertThat(call.heard.frames()).hasSize(EarlyPackets.MOST);
        assertThat(call.heard.frames().get(49)).satisfies(last -> isAbout(last, SOFT_SAMPLE));
    }

    @Test
    void theRingingOfEarlyMediaIsNotForWhoeverListensToTheAnswer() throws Exception {
        call.session.listen(null);
        call.answered();
        for (int i = 0; i < 100; i++) {
            call.sound(LOUD);
            call.passes(20);
        }
        call.session.listen(call.heard);
        call.sound(SOFT);

        assertThat(call.heard.frames()).hasSize(1).first().satisfies(first -> isAbout(first, SOFT_SAMPLE));
    }

    @Test
    void garbageBeforeTheAnswerIsNoSound() throws Exception {
        for (int length = 0; length <= RtpPacket.MOST_BYTES; length += 50) {
            call.receive(new byte[length], length);
        }
        call.answered();
        call.passes(5);
        call.sound(SOFT);

        assertThat(call.heard.frames()).hasSize(1);
    }

    private static void isAbout(int sample, int value) {
        assertThat(HeardSound.isAbout(sample, value)).as("%s", sample).isTrue();
    }
}
