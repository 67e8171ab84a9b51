package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.FrameQueue;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Concealment;

/**
 * What waits to be heard at a far end. Sound of a joined call comes as unevenly as its network brings it, and goes out
 * evenly: where it comes too late, what is missing is concealed, and from then on it waits that much longer; where it
 * has waited for some time without need, quiet frames are left out. Not thread-safe.
 */
final class WaitingSound {
    private static final int MOST = 1_000 / Pcm.FRAME_MILLIS;
    /** As many frames are taken before it is looked at whether some waited all the time. */
    private static final int LOOKED_AT_EVERY = 100;
    /** One that waits is for the next packet, and another one is against jitter. */
    private static final int NEEDED = 2;

    private final FrameQueue queue = new FrameQueue(MOST);
    private final Concealment concealment = new Concealment();
    private boolean joined;
    private int taken;
    private int fewest = MOST;
    private int needless;

    void add(byte[] pcm, int offset) {
        queue.add(pcm, offset);
    }

    void clear() {
        queue.clear();
    }

    /** Whether what comes is the sound of another call. */
    void setJoined(boolean now) {
        joined = now;
        queue.clear();
        concealment.reset();
        needless = 0;
    }

    /** Copies what is to be heard next; gives false when it is silence. */
    boolean take(byte[] frame) {
        if (!joined) {
            return queue.take(frame);
        }
        look();
        if (!queue.take(frame)) {
            concealment.conceal(frame, 0);
            return true;
        }
        if (needless > 0 && Loudness.isQuiet(frame, 0) && queue.take(frame)) {
            needless--;
        }
        concealment.heard(frame, 0);
        return true;
    }

    private void look() {
        fewest = Math.min(fewest, queue.size());
        if (++taken % LOOKED_AT_EVERY == 0) {
            needless = Math.max(0, fewest - NEEDED);
            fewest = MOST;
        }
    }
}
