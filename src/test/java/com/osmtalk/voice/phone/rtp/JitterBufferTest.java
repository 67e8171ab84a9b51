package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.voice.audio.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time is what the test says it is. A packet is 20 ms of G.711; the buffer is looked at every 5 ms. */
class JitterBufferTest {
    private static final long MILLI = 1_000_000;
    private static final int UNITS = 160;

    private final Played played = new Played();
    private final JitterBuffer buffer = new JitterBuffer(played);
    private final RtpPacket packet = new RtpPacket();
    private final byte[] bytes = new byte[RtpPacket.HEADER_BYTES + UNITS];
    private long now;

    @Test
    void whatComesInItsTurnIsPlayedImmediately() {
        for (int i = 0; i < 5; i++) {
            arrives(i);
            assertThat(played.last()).isEqualTo("" + i);
            passes(20);
        }
        assertThat(played.all()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void whatComesInAnotherOrderIsPlayedInItsOwn() {
        arriveInTurn(0, 2, 1, 3, 5, 6, 4, 7);
        assertThat(played.all()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void whatComesTwiceIsPlayedOnce() {
        arriveInTurn(0, 0, 1, 3, 3, 2, 2, 4);
        assertThat(played.all()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void aLostPacketIsConcealedAfterAWhileAndTheRestGoesOn() {
        arriveInTurn(0, 1);
        arrives(3);
        passes(20);
        arrives(4);
        passes(20);
        assertThat(played.all()).containsExactly("0", "1");
        passes(30);
        assertThat(played.all()).containsExactly("0", "1", "conceal 20", "3", "4");
    }

    @Test
    void threeLostPacketsAreConcealedAsLongAsTheyWere() {
        arriveInTurn(0);
        arrives(4);
        passes(100);
        assertThat(played.all()).startsWith("0", "conceal 60", "4");
    }

    @Test
    void aPacketThatWasGivenUpIsNotPlayedAndTeachesToWaitLonger() {
        arriveInTurn(0);
        arrives(2);
        passes(80);
        arrives(1);
        passes(5);
        assertThat(played.all().subList(0, 3)).containsExactly("0", "conceal 20", "2");
        // the same again is waited for now
        arrives(3);
        arrives(5);
        passes(80);
        arrives(4);
        assertThat(played.all()).containsSubsequence("3", "4", "5");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_530, 65_535, 0})
    void numbersBeginAnewAfterTheHighest(int first) {
        int[] order = {0, 1, 3, 2, 4, 6, 5, 7, 8, 9};
        for (int i : order) {
            arrives(first + i, 0xffff_ff00 + i * UNITS, i);
            passes(20);
        }
        assertThat(played.all()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void whereNothingComesPausesArePlayedAtThePaceOfTheClock() {
        arriveInTurn(0, 1);
        passes(1_000);
        long pauses = played.all().stream().filter("pause"::equals).count();
        assertThat(pauses).isBetween(46L, 49L);
    }

    @Test
    void nothingIsPlayedBeforeAnythingCameWhateverTheClockSays() {
        // Java's clock may begin anywhere
        now = -5_000 * MILLI;
        passes(1_000);
        assertThat(played.all()).isEmpty();
        arriveInTurn(0, 1);
        assertThat(played.all()).containsExactly("0", "1");
    }

    @Test
    void silenceThatIsNotSentCostsNothingWhenSoundComesAgain() {
        arriveInTurn(0);
        passes(980);
        int before = played.all().size();
        arrives(1, 50 * UNITS, 50);
        assertThat(played.all().subList(before, before + 1)).containsExactly("50");
        assertThat(buffer.surplusMillis()).isZero();
    }

    @Test
    void soundThatWasOnlyLateIsPlayedWholeAndThePauseIsCountedAsSurplus() {
        arriveInTurn(0);
        passes(480);
        for (int i = 1; i <= 25; i++) {
            arrives(i);
        }
        assertThat(played.all().stream().filter(what -> !what.equals("pause")))
                .hasSize(26)
                .endsWith("24", "25");
        assertThat(buffer.surplusMillis()).isBetween(400, 480);
        buffer.takeBack();
        assertThat(buffer.surplusMillis()).isBetween(380, 460);
    }

    @Test
    void afterComfortNoiseThePauseBeginsAtOnce() {
        arriveInTurn(0);
        packet(1, UNITS, Played.NOISE, 0);
        buffer.add(packet, 8_000, now);
        passes(100);
        assertThat(played.all()).startsWith("0", "noise", "pause", "pause", "pause", "pause");
    }

    @Test
    void packetsOfKeysAreNotMissed() {
        arriveInTurn(0);
        for (int i = 1; i <= 8; i++) {
            packet(i, UNITS, Played.KEYS, i);
            buffer.add(packet, 8_000, now);
            passes(20);
        }
        arrives(9, 9 * UNITS, 9);
        assertThat(played.all().stream().filter(what -> what.startsWith("conceal")))
                .isEmpty();
        assertThat(played.last()).isEqualTo("9");
    }

    @ParameterizedTest
    @CsvSource({"70, 200", "2000, 200", "200, 200"})
    void aGapThatIsLongerThanTheBufferIsJumped(int packets, int concealed) {
        arriveInTurn(0, 1);
        arrives(packets);
        assertThat(played.all()).containsExactly("0", "1", "conceal " + concealed, "" + packets);
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, 5_000, 65_000})
    void aSourceThatCountsAnewIsBelievedWithItsSecondPacket(int number) {
        arriveInTurn(0, 1);
        arrives(number, 7, 100);
        assertThat(played.last()).isEqualTo("1");
        arrives(number + 1, 7 + UNITS, 101);
        arrives(number + 2, 7 + 2 * UNITS, 102);
        assertThat(played.all()).endsWith("101", "102");
    }

    @Test
    void nothingIsLostByTenMillisecondsOfJitterAndFewByFortyInAMinute() {
        assertThat(lostByJitter(10)).isZero();
        assertThat(lostByJitter(40)).isLessThan(15);
    }

    @Test
    void anythingThatComesDoesNotBreakIt() {
        Random chance = new Random(8);
        for (int i = 0; i < 100_000; i++) {
            int number = chance.nextInt(10) == 0 ? chance.nextInt(1 << 16) : i & 0xffff;
            int timestamp = chance.nextInt(10) == 0 ? chance.nextInt() : i * UNITS;
            packet(number, timestamp, chance.nextInt(4), i & 0x7f);
            buffer.add(packet, chance.nextBoolean() ? 8_000 : 48_000, now);
            passes(chance.nextInt(3) * 5);
        }
        assertThat(played.longestConcealed).isLessThanOrEqualTo(200);
        buffer.reset();
        played.all.clear();
        arriveInTurn(0, 1, 2);
        assertThat(played.all()).containsExactly("0", "1", "2");
    }

    @Test
    void aPacketMakesNoGarbage() {
        played.keeps = false;
        int[] number = {0};
        assertThat(Allocation.perRound(5_000, () -> {
                    int i = number[0]++;
                    // every tenth is lost, and every fifth pair comes in the other order
                    if (i % 10 != 0) {
                        packet(i % 5 == 1 ? i + 1 : i % 5 == 2 ? i - 1 : i, i * UNITS, 0, 1);
                        buffer.add(packet, 8_000, now);
                    }
                    passes(20);
                }))
                .isLessThan(1);
    }

    private int lostByJitter(int millis) {
        Random chance = new Random(4);
        int packets = 3_000;
        List<long[]> arrivals = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            arrivals.add(new long[] {i * 20L + chance.nextInt(2 * millis + 1), i});
        }
        arrivals.sort((a, b) -> Long.compare(a[0], b[0]));
        played.all.clear();
        buffer.reset();
        long begin = now;
        for (long[] arrival : arrivals) {
            while (now - begin < arrival[0] * MILLI) {
                passes(1);
            }
            arrives((int) arrival[1]);
        }
        passes(300);
        long heard = played.all().stream().filter(what -> what.matches("\\d+")).count();
        return packets - (int) heard;
    }

    private void arriveInTurn(int... numbers) {
        for (int number : numbers) {
            arrives(number);
            passes(20);
        }
    }

    private void arrives(int number) {
        arrives(number, number * UNITS, number);
    }

    private void arrives(int number, int timestamp, int content) {
        packet(number, timestamp, 0, content);
        buffer.add(packet, 8_000, now);
    }

    private void packet(int number, int timestamp, int type, int content) {
        RtpPacket.writeHeader(bytes, type, false, number & 0xffff, timestamp, 1);
        Bits.put32(bytes, RtpPacket.HEADER_BYTES, content);
        packet.read(bytes, bytes.length);
    }

    private void passes(int millis) {
        for (int i = 0; i < millis; i += 5) {
            now += Math.min(5, millis - i) * MILLI;
            buffer.tick(now);
        }
    }

    /** What was played, as words. */
    private static final class Played implements JitterBuffer.Playout {
        private static final int NOISE = 1;
        private static final int KEYS = 2;

        private final List<String> all = new ArrayList<>();
        private boolean keeps = true;
        private int longestConcealed;

        List<String> all() {
            return List.copyOf(all);
        }

        String last() {
            return all.get(all.size() - 1);
        }

        @Override
        public JitterBuffer.Kind kind(int payloadType) {
            return switch (payloadType) {
                case 0 -> JitterBuffer.Kind.SOUND;
                case NOISE -> JitterBuffer.Kind.NOISE;
                default -> JitterBuffer.Kind.OTHER;
            };
        }

        @Override
        public int sound(byte[] payload, int length, int payloadType) {
            add(Bits.int32(payload, 0), "");
            return Pcm.FRAME_BYTES;
        }

        @Override
        public boolean recover(byte[] payload, int length, int payloadType) {
            return false;
        }

        @Override
        public void noise(byte[] payload, int length) {
            add(-1, "noise");
        }

        @Override
        public void conceal(int millis) {
            longestConcealed = Math.max(longestConcealed, millis);
            if (keeps) {
                all.add("conceal " + millis);
            }
        }

        @Override
        public void pause() {
            add(-1, "pause");
        }

        private void add(int number, String what) {
            if (keeps) {
                all.add(number < 0 ? what : "" + number);
            }
        }
    }
}
