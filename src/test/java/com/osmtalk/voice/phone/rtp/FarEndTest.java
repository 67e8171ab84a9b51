package com.osmtalk.voice.phone.rtp;

import static com.osmtalk.voice.phone.rtp.FarEnd.Verdict.NEW_STREAM;
import static com.osmtalk.voice.phone.rtp.FarEnd.Verdict.SAME_STREAM;
import static com.osmtalk.voice.phone.rtp.FarEnd.Verdict.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose packets are believed, and where ours go. */
class FarEndTest {
    private static final InetSocketAddress ANNOUNCED = new InetSocketAddress("192.0.2.1", 4_000);
    private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.1", 5_000);
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("203.0.113.1", 6_000);
    private static final int SSRC = 7;
    private static final int OTHER_SSRC = 8;

    private final FarEnd farEnd = new FarEnd();
    private int sequence = 100;
    private long now = 1_000_000_000L;

    @BeforeEach
    void announce() {
        farEnd.announce(ANNOUNCED, now);
    }

    @Test
    void soundGoesToTheAnnouncedAddressUntilSomethingComes() {
        assertThat(farEnd.target()).isEqualTo(ANNOUNCED);
        assertThat(sends(NAT, SSRC)).isEqualTo(NEW_STREAM);
        assertThat(farEnd.target()).isEqualTo(NAT);
    }

    @Test
    void afterTheFirstNobodyElseIsBelieved() {
        sends(NAT, SSRC);
        for (int i = 0; i < 10; i++) {
            assertThat(sends(ELSEWHERE, OTHER_SSRC)).isEqualTo(STRANGER);
            assertThat(sends(NAT, SSRC)).isEqualTo(SAME_STREAM);
        }
        assertThat(farEnd.target()).isEqualTo(NAT);
    }

    @Test
    void aStrangerThatWasFirstGivesWayToTheAnnouncedAddress() {
        sends(ELSEWHERE, OTHER_SSRC);
        assertThat(sends(ANNOUNCED, SSRC)).isEqualTo(NEW_STREAM);
        assertThat(farEnd.target()).isEqualTo(ANNOUNCED);
        assertThat(sends(ELSEWHERE, OTHER_SSRC)).isEqualTo(STRANGER);
    }

    @Test
    void theSameStreamMayMoveOnceItsOldAddressIsQuiet() {
        sends(NAT, SSRC);
        assertThat(sends(ELSEWHERE, SSRC)).isEqualTo(STRANGER);
        passes(300);
        assertThat(sends(ELSEWHERE, SSRC)).isEqualTo(SAME_STREAM);
        assertThat(farEnd.target()).isEqualTo(ELSEWHERE);
    }

    @Test
    void aStreamWhoseNumbersDoNotGoOnIsNoneThatMoved() {
        sends(NAT, SSRC);
        passes(300);
        sequence += 5_000;
        assertThat(sends(ELSEWHERE, SSRC)).isEqualTo(STRANGER);
        sequence -= 5_050;
        assertThat(sends(ELSEWHERE, SSRC)).isEqualTo(STRANGER);
    }

    @Test
    void aStrangerIsNotBelievedHoweverLongTheFarEndIsQuiet() {
        sends(NAT, SSRC);
        passes(3_600_000);
        assertThat(sends(ELSEWHERE, OTHER_SSRC)).isEqualTo(STRANGER);
        assertThat(sends(ELSEWHERE, OTHER_SSRC)).isEqualTo(STRANGER);
    }

    @Test
    void aNewStreamOfTheSameAddressBeginsWithItsSecondPacket() {
        sends(NAT, SSRC);
        assertThat(sends(NAT, OTHER_SSRC)).isEqualTo(STRANGER);
        assertThat(sends(NAT, OTHER_SSRC)).isEqualTo(NEW_STREAM);
        assertThat(sends(NAT, OTHER_SSRC)).isEqualTo(SAME_STREAM);
        assertThat(farEnd.ssrc()).isEqualTo(OTHER_SSRC);
    }

    @Test
    void anotherAddressThatIsAnnouncedIsWaitedForAgain() {
        sends(NAT, SSRC);
        farEnd.announce(ELSEWHERE, now);
        assertThat(farEnd.target()).isEqualTo(ELSEWHERE);
        // what was on its way from the old one
        assertThat(sends(NAT, SSRC)).isEqualTo(STRANGER);
        assertThat(sends(ELSEWHERE, SSRC)).isEqualTo(NEW_STREAM);
    }

    @Test
    void theSameAddressAnnouncedAgainChangesNothing() {
        sends(NAT, SSRC);
        farEnd.announce(new InetSocketAddress("192.0.2.1", 4_000), now);
        assertThat(farEnd.target()).isEqualTo(NAT);
        assertThat(sends(NAT, SSRC)).isEqualTo(SAME_STREAM);
    }

    @Test
    void aCallThatWasHeldByZerosGoesOnWhereItWas() {
        sends(NAT, SSRC);
        farEnd.announce(new InetSocketAddress("0.0.0.0", 4_000), now);
        assertThat(sends(NAT, SSRC)).isEqualTo(SAME_STREAM);
        farEnd.announce(ANNOUNCED, now);
        assertThat(farEnd.target()).isEqualTo(NAT);
        assertThat(sends(NAT, SSRC)).isEqualTo(SAME_STREAM);
    }

    @Test
    void anAddressThatIsAnnouncedAgainIsBelievedImmediately() {
        sends(ANNOUNCED, SSRC);
        farEnd.announce(ELSEWHERE, now);
        passes(1_500);
        // it says that it has moved, and sends from where it was
        sends(ANNOUNCED, SSRC);
        farEnd.announce(ANNOUNCED, now);
        assertThat(sends(ANNOUNCED, SSRC)).isEqualTo(NEW_STREAM);
    }

    private FarEnd.Verdict sends(InetSocketAddress from, int ssrc) {
        byte[] bytes = new byte[20];
        RtpPacket.writeHeader(bytes, 0, false, sequence++ & 0xffff, 0, ssrc);
        RtpPacket packet = new RtpPacket();
        packet.read(bytes, bytes.length);
        return farEnd.judge(packet, from, now);
    }

    private void passes(long millis) {
        now += millis * 1_000_000;
    }
}
