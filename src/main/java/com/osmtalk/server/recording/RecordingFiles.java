package com.osmtalk.server.recording;

import com.osmtalk.server.secret.OwnerOnly;
import com.osmtalk.voice.audio.Wave;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The folder of recordings: tracks while calls are live, WAV files afterwards. */
final class RecordingFiles {
    private final Path folder;

    RecordingFiles(Path folder) {
        this.folder = folder;
    }

    void makeFolder() throws IOException {
        OwnerOnly.makeFolder(folder);
    }

    Path callerTrack(String callId) {
        return folder.resolve(callId + ".caller.raw");
    }

    Path agentTrack(String callId) {
        return folder.resolve(callId + ".agent.raw");
    }

    boolean hasTracks(String callId) {
        return Files.exists(callerTrack(callId)) || Files.exists(agentTrack(callId));
    }

    /** Both sides in one channel. */
    Path mono(String callId) {
        return folder.resolve(callId + ".wav");
    }

    /** The caller left, the agent right. */
    Path stereo(String callId) {
        return folder.resolve(callId + ".stereo.wav");
    }

    /**
     * Makes the WAV files of a call from its tracks, which are gone then. May be done again after it was broken off.
     *
     * @return false when there is no sound of the call
     */
    boolean finish(String callId) throws IOException {
        long length = Math.max(size(callerTrack(callId)), size(agentTrack(callId))) & ~1L;
        if (length == 0) {
            return Files.exists(mono(callId));
        }
        write(callId, mono(callId), 1, length);
        write(callId, stereo(callId), 2, length);
        Files.deleteIfExists(callerTrack(callId));
        Files.deleteIfExists(agentTrack(callId));
        return true;
    }

    private void write(String callId, Path target, int channels, long length) throws IOException {
        Path draft = folder.resolve(target.getFileName() + ".tmp");
        OwnerOnly.makeOrRestrictFile(draft);
        try (InputStream caller = track(callerTrack(callId));
                InputStream agent = track(agentTrack(callId));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16)) {
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
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Silence where the track has ended. */
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
                ? new BufferedInputStream(Files.newInputStream(path), 1 << 16)
                : InputStream.nullInputStream();
    }

    private static long size(Path path) throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Deletes what was last written before a moment. */
    void forgetBefore(Instant moment) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.filter(file -> file.getFileName().toString().startsWith("call_"))
                    .toList();
        }
        for (Path file : all) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
