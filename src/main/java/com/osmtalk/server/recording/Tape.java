package com.osmtalk.server.recording;

import com.osmtalk.voice.web.Tap;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down one call, each side on a track of its own. A disk that fails ends the recording, not the call. */
final class Tape implements Tap {
    private static final Logger LOG = LoggerFactory.getLogger(Tape.class);

    private final RecordingFiles files;
    private final String callId;
    private final long since = System.nanoTime();
    private @Nullable Track caller;
    private @Nullable Track agent;
    private boolean over;

    Tape(RecordingFiles files, String callId) {
        this.files = files;
        this.callId = callId;
    }

    @Override
    public synchronized void caller(byte[] frame) {
        record(() -> {
            if (caller == null) {
                caller = track(files.callerTrack(callId));
            }
            caller.add(frame, millis());
        });
    }

    @Override
    public synchronized void agent(byte[] frame, long aheadMillis) {
        record(() -> {
            if (agent == null) {
                agent = track(files.agentTrack(callId));
            }
            agent.add(frame, millis() + aheadMillis);
        });
    }

    @Override
    public synchronized void close() {
        over = true;
        closeQuietly(caller);
        closeQuietly(agent);
    }

    private void record(Writing writing) {
        if (over) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            LOG.warn("{} is recorded no further: {}", callId, e.toString());
            close();
        }
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

    private interface Writing {
        void run() throws IOException;
    }
}
