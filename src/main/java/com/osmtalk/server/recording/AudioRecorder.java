package com.osmtalk.server.recording;

import com.osmtalk.voice.audio.AudioTap;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one call, each side on a track of its own. Frames come on the thread that receives all calls' packets, so
 * they are only put into a queue there; {@link RecordingThread} writes them. A disk that fails ends the recording, one
 * that is too slow leaves a silence in it, and neither holds up the call.
 */
final class AudioRecorder implements AudioTap {
    private static final Logger LOG = LoggerFactory.getLogger(AudioRecorder.class);

    private final String callId;
    private final TrackQueue caller;
    private final TrackQueue agent;
    private final long since = System.nanoTime();
    private volatile boolean over;
    private boolean toldOfLoss;
    private boolean closed;

    AudioRecorder(TrackFiles files, String callId) {
        this.callId = callId;
        this.caller = new TrackQueue(files, files.callerTrack(callId));
        this.agent = new TrackQueue(files, files.agentTrack(callId));
    }

    @Override
    public void caller(byte[] pcm, int offset) {
        if (!over) {
            caller.add(pcm, offset, millis());
        }
    }

    @Override
    public void agent(byte[] pcm, int offset, long aheadMillis) {
        if (!over) {
            agent.add(pcm, offset, millis() + aheadMillis);
        }
    }

    /** Takes no more; what waits is still written. */
    @Override
    public void close() {
        over = true;
    }

    /**
     * Writes what waits; the files are closed with the last of it.
     *
     * @return whether more may come
     */
    synchronized boolean write() {
        boolean last = over;
        if (!closed) {
            try {
                caller.write();
                agent.write();
                tellOfLoss();
            } catch (IOException e) {
                LOG.warn("{} is recorded no further: {}", callId, e.toString());
                over = true;
                last = true;
            }
            if (last) {
                closed = true;
                closeQuietly(caller);
                closeQuietly(agent);
            }
        }
        return !last;
    }

    /** The call is over: when this returns, all of it is on disk. */
    void finish() {
        close();
        write();
    }

    private void tellOfLoss() {
        if (!toldOfLoss && (caller.hasLost() || agent.hasLost())) {
            toldOfLoss = true;
            LOG.warn(
                    "the disk does not keep up with the recording of {}, which has silences where sound is lost",
                    callId);
        }
    }

    private void closeQuietly(TrackQueue track) {
        try {
            track.close();
        } catch (IOException e) {
            LOG.warn("the recording of {} was not closed cleanly: {}", callId, e.toString());
        }
    }

    private long millis() {
        return (System.nanoTime() - since) / 1_000_000;
    }
}
