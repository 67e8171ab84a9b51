package com.osmtalk.server.recording;

import com.osmtalk.api.Call;
import com.osmtalk.api.RecordingSettings;
import com.osmtalk.server.call.CallObserver;
import com.osmtalk.server.call.CallRecorder;
import com.osmtalk.server.call.RecordingLinks;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.store.blob.Blob;
import com.osmtalk.server.store.blob.BlobStorage;
import com.osmtalk.voice.audio.AudioTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Recordings of calls. What is said goes to this server's disk as it is said ({@link TrackFiles}). The files to listen
 * to are made of it by a job after the call has ended, also when the server died in it, and put into the {@link
 * BlobStorage}, where they are until the organisation keeps them no longer ({@link RecordingRetention}). Links to them
 * are made anew each time that somebody looks the call up, and are good for an hour.
 */
public final class Recordings implements CallObserver, CallRecorder, RecordingLinks, AutoCloseable {
    private static final Duration LINK_LIFE = Duration.ofHours(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int RETRIES = 6;

    private final TrackFiles tracks;
    private final RecordingFiles files;
    private final RecordingStore store;
    private final RecordingRetention retention;
    private final LinkSignature signature;
    private final Supplier<URI> url;
    private final Clock clock;
    private final Jobs.Job finish;
    private final Map<String, AudioRecorder> running = new ConcurrentHashMap<>();
    private final RecordingThread thread = new RecordingThread();

    /**
     * @param tracks the folder for the sound of live calls; with several servers one that all of them reach, since any
     *     may run the job that finishes a recording
     * @param blobs for recordings that are finished
     * @param signingKey of links
     * @param kept how long organisations that have not chosen keep recordings
     * @param url what links begin with; asked once the server listens
     * @param outside among which recordings are deleted
     */
    public Recordings(
            Path tracks,
            BlobStorage blobs,
            byte[] signingKey,
            RecordingSettings kept,
            Supplier<URI> url,
            Database database,
            Clock clock,
            Jobs jobs,
            Jobs outside) {
        this.tracks = new TrackFiles(tracks);
        this.files = new RecordingFiles(this.tracks, blobs);
        this.signature = new LinkSignature(signingKey);
        this.store = new RecordingStore(database);
        this.retention = new RecordingRetention(database, files, kept, clock, outside);
        this.url = url;
        this.clock = clock;
        this.finish = jobs.define("finish-recording", FIRST_RETRY, RETRIES, this::finish);
    }

    @Override
    public AudioTap begin(String callId) {
        AudioRecorder recorder = new AudioRecorder(tracks, callId);
        running.put(callId, recorder);
        thread.add(recorder);
        return recorder;
    }

    @Override
    public void ended(String organizationId, Call call) {
        if (running.containsKey(call.id()) || tracks.exist(call.id())) {
            store.add(organizationId, call.id(), clock.instant());
            finish.schedule(call.id(), clock.instant());
        }
    }

    @Override
    public Optional<Recording> of(String callId) {
        return store.find(callId).filter(RecordingStore.Row::finished).map(row -> {
            if (row.deletedAt() != null) {
                return new Recording(null, null, row.deletedAt(), row.keptDays());
            }
            Integer days = retention.settings(row.organizationId()).keepDays();
            String mono = link(RecordingFiles.mono(callId));
            return new Recording(mono, link(RecordingFiles.stereo(callId)), null, days);
        });
    }

    /** How long recordings are kept. */
    RecordingRetention retention() {
        return retention;
    }

    /**
     * The recording that a link leads to.
     *
     * @throws Problem NOT_FOUND for a link that we did not make, has expired, or whose file is no longer kept
     */
    Blob open(String file, String expires, String signed) {
        boolean valid = RecordingFiles.isName(file)
                && expires.matches("[0-9]{1,12}")
                && signature.isOf(file, Long.parseLong(expires), signed)
                && clock.instant().getEpochSecond() < Long.parseLong(expires);
        return Optional.of(file)
                .filter(name -> valid)
                .flatMap(this::find)
                .orElseThrow(() -> Problem.notFound(
                        "There is no such recording, or the link to it has expired. Look the call up again for a"
                                + " new link."));
    }

    private Optional<Blob> find(String name) {
        try {
            return files.find(name);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the recording " + name, e);
        }
    }

    private void finish(String callId) {
        AudioRecorder recorder = running.remove(callId);
        if (recorder != null) {
            recorder.finish();
        }
        try {
            if (files.finish(callId)) {
                store.finished(callId, clock.instant());
            } else {
                store.remove(callId);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't finish the recording of " + callId, e);
        }
    }

    /** What was said so far is on disk. */
    @Override
    public void close() {
        thread.close();
    }

    private String link(String file) {
        long expires = clock.instant().plus(LINK_LIFE).getEpochSecond();
        return url.get() + "/api/recordings/" + file + "?expires=" + expires + "&signature="
                + signature.of(file, expires);
    }
}
