package com.osmtalk.server.recording;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the recordings of all calls, a few times a second: nobody who hands in a frame has to wake it. There is a
 * thread only while something is recorded.
 */
final class RecordingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingThread.class);
    private static final long PERIOD_NANOS = 50_000_000;

    private final Set<AudioRecorder> recorders = ConcurrentHashMap.newKeySet();
    private boolean running;

    synchronized void add(AudioRecorder recorder) {
        recorders.add(recorder);
        if (!running) {
            running = true;
            Thread thread = new Thread(this::run, "recording");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        do {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            recorders.removeIf(recorder -> !writes(recorder));
        } while (hasMore());
    }

    private static boolean writes(AudioRecorder recorder) {
        try {
            return recorder.write();
        } catch (RuntimeException e) {
            LOG.error("a call is recorded no further", e);
            recorder.close();
            return false;
        }
    }

    private synchronized boolean hasMore() {
        running = !recorders.isEmpty();
        return running;
    }

    /** Writes what waits of all calls. */
    @Override
    public void close() {
        recorders.forEach(AudioRecorder::finish);
    }
}
