package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.phone.codec.Codec;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports as RFC 3550, 6.4 lays them out, read byte by byte. */
class RtcpTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 9_001);

    private DatagramSocket reports;
    private DrivenSession call;
    private long now;

    @BeforeEach
    void answer() throws Exception {
        reports = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        call = new DrivenSession(SrtpMode.OFF, Codec.PCMU).answered("a=rtcp:" + reports.getLocalPort());
        now = System.nanoTime();
    }

    @AfterEach
    void close() {
        call.close();
        reports.close();
    }

    @Test
    void whatCameAndWhatWasSentIsReported() throws Exception {
        call.sound(0x98);
        call.sequence += 3;
        call.sound(0x98);
        for (int i = 0; i < 10; i++) {
            call.session.send(now + SECOND + i * 20_000_000L);
        }
        byte[] report = nextReport();
        assertThat(report[1] & 0xff).isEqualTo(200);
        assertThat(report[0] & 0x1f).isEqualTo(1);
        assertThat(Bits.unsigned32(report, 20)).isBetween(1L, 10L);
        assertThat(Bits.unsigned32(report, 24)).isEqualTo(160 * Bits.unsigned32(report, 20));
        // two of five packets came: three fifths of 256
        assertThat(Bits.int32(report, 28)).isEqualTo(77);
        assertThat(report[32] & 0xff).isEqualTo(153);
        assertThat(Bits.int32(report, 32) & 0xff_ffff).isEqualTo(3);
        assertThat(Bits.int32(report, 36)).isEqualTo(14);
        assertThat(report[53] & 0xff).isEqualTo(202);
        assertThat(report[60]).isEqualTo((byte) 1);
    }

    @Test
    void theRoundTripIsTheTimeSinceOurReportLessTheTimeItLay() throws Exception {
        call.session.send(now + SECOND);
        byte[] ours = nextReport();
        assertThat(ours[0] & 0x1f).isZero();
        byte[] theirs = new byte[32];
        theirs[0] = (byte) 0x81;
        theirs[1] = (byte) 201;
        Bits.put16(theirs, 2, 7);
        Bits.put32(theirs, 8, Bits.int32(ours, 4));
        // the middle of our time, and one second that it lay there
        Bits.put32(theirs, 24, Bits.int32(ours, 10));
        Bits.put32(theirs, 28, 65_536);
        call.sound(0x98);
        call.session.receive(theirs, 32, PEER, false, call.now() + 1_250_000_000L);
        assertThat(call.session.quality()).isNotNull();
        assertThat(call.session.quality().roundTripMs()).isBetween(240.0, 350.0);
        assertThat(Double.toString(call.session.quality().roundTripMs()))
                .as("one digit")
                .matches("\\d+\\.\\d");
    }

    @Test
    void goodbyeIsSaid() throws Exception {
        call.session.send(now + SECOND);
        call.close();
        reports.setSoTimeout(120_000);
        byte[] report = receive();
        int length = 4 * (Bits.unsigned16(report, 2) + 1);
        int next = length + 4 * (Bits.unsigned16(report, length + 2) + 1);
        assertThat(report[next + 1] & 0xff).isEqualTo(203);
        assertThat(Bits.int32(report, next + 4)).isEqualTo(Bits.int32(report, 4));
    }

    @Test
    void reportsOfStrangersAreNotRead() throws Exception {
        call.session.send(now + SECOND);
        byte[] ours = nextReport();
        byte[] theirs = new byte[32];
        theirs[0] = (byte) 0x81;
        theirs[1] = (byte) 201;
        Bits.put16(theirs, 2, 7);
        Bits.put32(theirs, 8, Bits.int32(ours, 4));
        Bits.put32(theirs, 24, Bits.int32(ours, 10));
        call.sound(0x98);
        InetSocketAddress stranger = new InetSocketAddress("192.0.2.66", 9_001);
        call.session.receive(theirs, 32, stranger, false, call.now() + SECOND);
        assertThat(call.session.quality()).isNotNull();
        assertThat(call.session.quality().roundTripMs()).isNull();
    }

    /** Time passes until a report comes. */
    private byte[] nextReport() throws Exception {
        reports.setSoTimeout(1);
        for (int i = 0; i < 10_000; i++) {
            call.passes(5);
            try {
                return receive();
            } catch (SocketTimeoutException e) {
                // not due yet
            }
        }
        throw new AssertionError("no report came");
    }

    private byte[] receive() throws Exception {
        byte[] bytes = new byte[300];
        reports.receive(new DatagramPacket(bytes, bytes.length));
        return bytes;
    }
}
