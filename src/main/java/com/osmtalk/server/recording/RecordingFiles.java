package com.osmtalk.server.recording;

import com.osmtalk.server.store.blob.Blob;
import com.osmtalk.server.store.blob.BlobStorage;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What there is of a call's recording: its tracks while it is not finished, then two files to listen to. */
final class RecordingFiles {
    private static final String MONO = ".wav";
    private static final String STEREO = ".stereo.wav";
    private static final Pattern NAME = Pattern.compile("call_[0-9A-Z]{26}(\\.stereo)?\\.wav");

    private final TrackFiles tracks;
    private final BlobStorage blobs;

    RecordingFiles(TrackFiles tracks, BlobStorage blobs) {
        this.tracks = tracks;
        this.blobs = blobs;
    }

    static String mono(String callId) {
        return callId + MONO;
    }

    static String stereo(String callId) {
        return callId + STEREO;
    }

    static boolean isName(String file) {
        return NAME.matcher(file).matches();
    }

    Optional<Blob> find(String file) throws IOException {
        return blobs.find(file);
    }

    /**
     * Makes the files to listen to of a call's tracks; does nothing when that was done before.
     *
     * @return whether there is something to listen to
     */
    boolean finish(String callId) throws IOException {
        if (tracks.length(callId) > 0) {
            blobs.put(mono(callId), out -> tracks.writeWave(callId, 1, out));
            blobs.put(stereo(callId), out -> tracks.writeWave(callId, 2, out));
            tracks.delete(callId);
        }
        // without tracks when this was done before, and broken off here
        return blobs.find(mono(callId)).isPresent();
    }

    void delete(String callId) throws IOException {
        tracks.delete(callId);
        blobs.delete(mono(callId));
        blobs.delete(stereo(callId));
    }
}
