package com.osmtalk.voice.phone.rtp;

/** Counts what comes from the far end, for its reports and for ours (RFC 3550, 6.4.1, A.3 and A.8). From any thread. */
final class Reception {
    private static final double NANOS = 1e9;
    /** How much of the difference between two packets counts. */
    private static final double SHARE = 1 / 16.0;

    /** What 24 bits hold. */
    private static final long MOST_LOST = 0x7f_ffff;

    private boolean started;
    private int newest;
    private long cycles;
    private long first;
    private long received;
    /** Of streams that have ended. */
    private long expectedBefore;

    private long receivedBefore;
    private double lastTransit = Double.NaN;
    private int lastClockRate;
    private double jitterSeconds;
    /** As of the last report. */
    private long expectedReported;

    private long receivedReported;

    /** Takes a packet that is counted once, duplicates left out. */
    synchronized void count(RtpPacket packet, int clockRate, long now) {
        if (!started) {
            started = true;
            newest = packet.sequence;
            first = packet.sequence;
        } else if ((short) (packet.sequence - newest) > 0) {
            if (packet.sequence < newest) {
                cycles += 1L << 16;
            }
            newest = packet.sequence;
        }
        received++;
        if (clockRate > 0) {
            measureJitter(packet.timestamp, clockRate, now);
        }
    }

    /** Another stream begins; what was counted stays counted. */
    synchronized void beginStream() {
        expectedBefore += expectedOfStream();
        receivedBefore += received;
        started = false;
        cycles = 0;
        received = 0;
        lastTransit = Double.NaN;
    }

    /** Share of packets that never came, 0 to 1. */
    synchronized double loss() {
        long expected = expected();
        return expected == 0 ? 0 : Math.max(0, (double) (expected - received()) / expected);
    }

    synchronized double jitterMillis() {
        return jitterSeconds * 1_000;
    }

    /** How many should have come. */
    synchronized long expected() {
        return expectedBefore + expectedOfStream();
    }

    synchronized long received() {
        return receivedBefore + received;
    }

    /** What is to be reported now; what was lost since is of the next report. */
    synchronized ReceptionReport report() {
        long expected = expected() - expectedReported;
        long lost = expected - (received() - receivedReported);
        expectedReported = expected();
        receivedReported = received();
        int fraction = expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
        long all = expected() - received();
        return new ReceptionReport(
                fraction, (int) Math.max(-MOST_LOST, Math.min(MOST_LOST, all)), (int) (cycles + newest), (int)
                        (jitterSeconds * lastClockRate));
    }

    private long expectedOfStream() {
        return started ? cycles + newest - first + 1 : 0;
    }

    private void measureJitter(int timestamp, int clockRate, long now) {
        double transit = now / NANOS * clockRate - (timestamp & 0xffff_ffffL);
        double difference = transit - lastTransit;
        boolean comparable = clockRate == lastClockRate && Math.abs(difference) < 10.0 * clockRate;
        lastTransit = transit;
        lastClockRate = clockRate;
        if (comparable) {
            jitterSeconds += (Math.abs(difference) / clockRate - jitterSeconds) * SHARE;
        }
    }
}
