package com.osmtalk.server.recording;

import com.osmtalk.voice.audio.AudioTap;
import java.nio.file.Path;

/** Calls are recorded to a folder as the server does it while they last; of no call a file to listen to is made. */
public final class TracksOnDisk implements AutoCloseable {
    private final TrackFiles files;
    private final RecordingThread thread = new RecordingThread();

    public TracksOnDisk(Path folder) {
        files = new TrackFiles(folder);
    }

    public AudioTap begin(String callId) {
        AudioRecorder recorder = new AudioRecorder(files, callId);
        thread.add(recorder);
        return recorder;
    }

    @Override
    public void close() {
        thread.close();
    }
}
