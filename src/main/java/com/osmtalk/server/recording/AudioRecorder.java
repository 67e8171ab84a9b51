package com.osmtalk.server.recording;

import com.osmtalk.voice.audio.AudioTap;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one call, each side on a track of its own, to disk as it is said, so that a server that dies loses nothing. A
 * disk that fails ends the recording, not the call.
 */
final class AudioRecorder implements AudioTap {
    private static final Logger LOG = LoggerFactory.getLogger(AudioRecorder.class);

    private final TrackFiles files;
    private final String callId;
    private final long since = System.nanoTime();
    private @Nullable Track caller;
    private @Nullable Track agent;
    private boolean over;

    AudioRecorder(TrackFiles files, String callId) {
        this.files = files;
        this.callId = callId;
    }

    @Override
    public synchronized void caller(byte[] pcm, int offset) {
        if (over) {
            return;
        }
        try {
            if (caller == null) {
                caller = track(files.callerTrack(callId));
            }
            caller.add(pcm, offset, millis());
        } catch (IOException e) {
            recordNoMore(e);
        }
    }

    @Override
    public synchronized void agent(byte[] pcm, int offset, long aheadMillis) {
        if (over) {
            return;
        }
        try {
            if (agent == null) {
                agent = track(files.agentTrack(callId));
            }
            agent.add(pcm, offset, millis() + aheadMillis);
        } catch (IOException e) {
            recordNoMore(e);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        closeQuietly(caller);
        closeQuietly(agent);
    }

    private void recordNoMore(IOException reason) {
        LOG.warn("{} is recorded no further: {}", callId, reason.toString());
        close();
    }

    private Track track(Path path) throws IOException {
        files.makeFolder();
        return new Track(path);
    }

    private void closeQuietly(@Nullable Track track) {
        if (track != null) {
            try {
                track.close();
            } catch (IOException e) {
                LOG.warn("the recording of {} was not closed cleanly: {}", callId, e.toString());
            }
        }
    }

    private long millis() {
        return (System.nanoTime() - since) / 1_000_000;
    }
}
