package com.osmtalk.server.recording;

import com.osmtalk.server.secret.OwnerOnly;
import com.osmtalk.voice.audio.Wave;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sound of live calls, each side in a file of its own on this server's disk. It goes there as it is said, in a
 * form that is good up to its last byte, so that a server that dies in a call leaves what was said before; a WAV file
 * would have its length in its header, and a {@link com.osmtalk.server.store.blob.BlobStorage} takes a content as a
 * whole.
 */
final class TrackFiles {
    private static final String ENDING = ".raw";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    TrackFiles(Path folder) {
        this.folder = folder;
    }

    void makeFolder() throws IOException {
        OwnerOnly.makeFolder(folder);
    }

    Path callerTrack(String callId) {
        return folder.resolve(callId + ".caller" + ENDING);
    }

    Path agentTrack(String callId) {
        return folder.resolve(callId + ".agent" + ENDING);
    }

    boolean exist(String callId) {
        return Files.exists(callerTrack(callId)) || Files.exists(agentTrack(callId));
    }

    /** How many bytes of sound there are of a call: of the longer side. */
    long length(String callId) throws IOException {
        return Math.max(size(callerTrack(callId)), size(agentTrack(callId))) & ~1L;
    }

    /**
     * Writes both sides of a call as one WAV file. The shorter side is silent at its end.
     *
     * @param channels 1: both together; 2: the caller left, the agent right
     */
    void writeWave(String callId, int channels, OutputStream out) throws IOException {
        long length = length(callId);
        try (InputStream caller = track(callerTrack(callId));
                InputStream agent = track(agentTrack(callId))) {
            out.write(Wave.header(channels, channels * length));
            for (long i = 0; i < length; i += 2) {
                int left = sample(caller);
                int right = sample(agent);
                if (channels == 2) {
                    write(out, left);
                    write(out, right);
                } else {
                    write(out, Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, left + right)));
                }
            }
        }
    }

    void delete(String callId) throws IOException {
        Files.deleteIfExists(callerTrack(callId));
        Files.deleteIfExists(agentTrack(callId));
    }

    /** The next sample of a track; silence behind its end. */
    private static int sample(InputStream track) throws IOException {
        int low = track.read();
        int high = track.read();
        return high < 0 ? 0 : (short) (low | high << 8);
    }

    private static void write(OutputStream out, int sample) throws IOException {
        out.write(sample);
        out.write(sample >> 8);
    }

    private static InputStream track(Path path) throws IOException {
        return Files.exists(path)
                ? new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)
                : InputStream.nullInputStream();
    }

    private static long size(Path path) throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }
}
