package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.Pcm;
import java.util.Arrays;

/**
 * Brings the packets of one stream into order. A packet in its turn is played the moment it comes, since who listens
 * here is a recogniser, which needs order but no even pace: a buffer for loudspeakers would hold every packet back, and
 * every answer with it. Only where one is missing are later ones kept, until it comes or is given up. How long to wait
 * for one is learnt from those that came too late.
 *
 * <p>Where nothing comes at all (a far end that sends no silence, a network that stalls) pauses are played in its place
 * at the pace of the clock, so that whoever listens hears that nobody speaks. When it turns out that sound was only
 * late, the pause was too much; it can be taken back at the next quiet moment ({@link #surplusMillis}).
 *
 * <p>For one thread; allocates nothing once each slot has held a packet of the size that comes.
 */
final class JitterBuffer {
    private static final int SLOTS = 64;
    /** Of RFC 3550, A.1: a sequence number that is further ahead is of a source that began anew. */
    private static final int MOST_DROPPED = 3_000;

    private static final int USUAL_PACKET_BYTES = 180;
    private static final long MILLI = 1_000_000;
    private static final long SHORTEST_WAIT = 60 * MILLI;
    private static final long LONGEST_WAIT = 200 * MILLI;
    /** What is waited longer after a packet was late than it would have needed. */
    private static final long MARGIN = 10 * MILLI;

    private static final int MOST_CONCEALED_MILLIS = 200;
    private static final int MOST_SURPLUS_MILLIS = 1_000;
    /** After a stop of the whole program that long, pauses are not caught up. */
    private static final long LONGEST_STOP = 1_000 * MILLI;

    private static final long NEVER = Long.MAX_VALUE;

    private final Playout playout;
    private final Slot[] slots = new Slot[SLOTS];
    /** When the packet of a sequence number was given up, by its last bits. */
    private final long[] givenUpAt = new long[SLOTS];

    private final int[] givenUp = new int[SLOTS];
    private boolean started;
    private int next;
    private int restartsAt = -1;
    private int stored;
    private long wait = SHORTEST_WAIT;
    /** Packets given up since the last sound. */
    private int lost;

    private int clockRate;
    private int expectedTimestamp;
    private int pausedMillis;
    private long pauseDue = NEVER;
    private int surplusMillis;

    JitterBuffer(Playout playout) {
        this.playout = playout;
        Arrays.setAll(slots, i -> new Slot());
        Arrays.fill(givenUp, -1);
    }

    /**
     * Takes the packet that was just read; its bytes are not kept.
     *
     * @return false: it has come before
     */
    boolean add(RtpPacket packet, int packetClockRate, long now) {
        if (!started) {
            started = true;
            next = packet.sequence;
        }
        int ahead = (short) (packet.sequence - next);
        if (ahead >= MOST_DROPPED || ahead <= -SLOTS) {
            if (packet.sequence != restartsAt) {
                // a source that began anew sends the next one as well
                restartsAt = packet.sequence + 1 & 0xffff;
                return true;
            }
            playAll(now);
            next = packet.sequence;
            ahead = 0;
        }
        restartsAt = -1;
        if (ahead < 0) {
            return isLate(packet.sequence, now);
        }
        if (ahead >= SLOTS) {
            playAll(now);
            lost++;
            next = packet.sequence;
        }
        Slot slot = slots[packet.sequence % SLOTS];
        if (slot.used) {
            return false;
        }
        slot.fill(packet, packetClockRate, now);
        stored++;
        playInTurn(now);
        return true;
    }

    /** Is called every few milliseconds, after all packets that have come. */
    void tick(long now) {
        if (stored > 0) {
            if (now - firstStored().arrivedAt >= wait) {
                giveUpMissing(now);
                playInTurn(now);
            }
            return;
        }
        if (pauseDue == NEVER) {
            return;
        }
        if (now - pauseDue > LONGEST_STOP) {
            pauseDue = now;
        }
        while (now >= pauseDue) {
            playout.pause();
            pausedMillis += Pcm.FRAME_MILLIS;
            pauseDue += Pcm.FRAME_MILLIS * MILLI;
        }
    }

    /** Forgets what it has and what it knows of the stream: another one begins. */
    void reset() {
        for (Slot slot : slots) {
            slot.used = false;
        }
        started = false;
        stored = 0;
        lost = 0;
        clockRate = 0;
        pausedMillis = 0;
        pauseDue = NEVER;
    }

    /** Of the pauses played, how much was too much: what came after them was only late. */
    int surplusMillis() {
        return surplusMillis;
    }

    /** Somebody has left out a frame. */
    void takeBack() {
        surplusMillis -= Pcm.FRAME_MILLIS;
    }

    private void playInTurn(long now) {
        Slot slot = slots[next % SLOTS];
        while (slot.used) {
            slot.used = false;
            stored--;
            next = next + 1 & 0xffff;
            play(slot, now);
            slot = slots[next % SLOTS];
        }
    }

    private void playAll(long now) {
        while (stored > 0) {
            giveUpMissing(now);
            playInTurn(now);
        }
    }

    private void giveUpMissing(long now) {
        while (!slots[next % SLOTS].used) {
            givenUp[next % SLOTS] = next;
            givenUpAt[next % SLOTS] = now;
            next = next + 1 & 0xffff;
            lost++;
        }
    }

    private Slot firstStored() {
        int at = next;
        while (!slots[at % SLOTS].used) {
            at++;
        }
        return slots[at % SLOTS];
    }

    /** Whether a packet was given up and comes after all. */
    private boolean isLate(int sequence, long now) {
        if (givenUp[sequence % SLOTS] != sequence) {
            return false;
        }
        givenUp[sequence % SLOTS] = -1;
        wait = Math.min(LONGEST_WAIT, wait + now - givenUpAt[sequence % SLOTS] + MARGIN);
        return true;
    }

    private void play(Slot slot, long now) {
        switch (playout.kind(slot.payloadType)) {
            case SOUND -> {
                bridgeGap(slot);
                int bytes = playout.sound(slot.payload, slot.length, slot.payloadType);
                expectedTimestamp = slot.timestamp + (int) ((long) bytes * clockRate / 2 / Pcm.SAMPLES_PER_SECOND);
                pauseDue = now + Pcm.millis(bytes) * MILLI + wait;
                wait -= (wait - SHORTEST_WAIT) / 1_000;
            }
            case NOISE -> {
                bridgeGap(slot);
                playout.noise(slot.payload, slot.length);
                expectedTimestamp = slot.timestamp;
                pauseDue = now;
            }
            case OTHER -> {}
        }
    }

    /** Conceals what is missing before a packet, less what was played in its place already. */
    private void bridgeGap(Slot slot) {
        long gap = slot.clockRate == clockRate ? (slot.timestamp - expectedTimestamp) * 1_000L / clockRate : 0;
        if (lost == 1
                && pausedMillis == 0
                && gap > 0
                && gap <= Pcm.FRAME_MILLIS
                && playout.recover(slot.payload, slot.length, slot.payloadType)) {
            gap = 0;
        }
        if (lost > 0 && gap > pausedMillis) {
            playout.conceal((int) Math.min(gap - pausedMillis, MOST_CONCEALED_MILLIS));
        }
        long tooMuch = pausedMillis - Math.max(gap, 0);
        if (tooMuch > 0) {
            surplusMillis = (int) Math.min(surplusMillis + tooMuch, MOST_SURPLUS_MILLIS);
            wait = Math.min(LONGEST_WAIT, wait + MARGIN);
        }
        lost = 0;
        pausedMillis = 0;
        clockRate = slot.clockRate;
    }

    /** Where the stream is heard. */
    interface Playout {
        Kind kind(int payloadType);

        /** @return how many bytes of {@link Pcm} it is */
        int sound(byte[] payload, int length, int payloadType);

        /** Plays what a packet says of the one before it, which was lost; gives whether it says anything. */
        boolean recover(byte[] payload, int length, int payloadType);

        /** From now on the far end is silent; this is what its silence sounds like (RFC 3389). */
        void noise(byte[] payload, int length);

        /** Packets are missing that held so much sound. */
        void conceal(int millis);

        /** Nothing came for another 20 ms. */
        void pause();
    }

    /** What a packet is. */
    enum Kind {
        SOUND,
        NOISE,
        /** It has its place in the order, but is not heard: a key, or a type that nobody agreed to. */
        OTHER
    }

    /** A place for a packet that waits for an earlier one. */
    private static final class Slot {
        private boolean used;
        private byte[] payload = new byte[USUAL_PACKET_BYTES];
        private int length;
        private int payloadType;
        private int timestamp;
        private int clockRate;
        private long arrivedAt;

        void fill(RtpPacket packet, int packetClockRate, long now) {
            if (payload.length < packet.payloadLength) {
                payload = new byte[RtpPacket.MOST_BYTES];
            }
            System.arraycopy(packet.bytes, packet.payloadOffset, payload, 0, packet.payloadLength);
            length = packet.payloadLength;
            payloadType = packet.payloadType;
            timestamp = packet.timestamp;
            clockRate = packetClockRate;
            arrivedAt = now;
            used = true;
        }
    }
}
