package com.osmtalk.server.recording;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.server.call.CallObserver;
import com.osmtalk.server.call.RecordingLinks;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.media.AudioTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings on this machine's disk. What is said goes to disk as it is said; the files to listen to are made from it
 * by a job after the call has ended, also when the server died in it.
 */
public final class Recordings implements CallObserver, RecordingLinks {
    private static final Duration LINK_LIFE = Duration.ofHours(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int RETRIES = 6;
    private static final String STEREO = ".stereo.wav";
    private static final Pattern FILE = Pattern.compile("(call_[0-9A-Z]{26})(\\.stereo)?\\.wav");

    private final RecordingFiles files;
    private final RecordingStore store;
    private final Signature signature;
    private final Duration kept;
    private final Supplier<URI> url;
    private final Clock clock;
    private final Jobs.Job finish;
    private final Map<String, AudioRecorder> running = new ConcurrentHashMap<>();

    /**
     * @param kept for how long
     * @param url where this server is reached, for links
     */
    public Recordings(Path folder, Duration kept, Supplier<URI> url, Database database, Clock clock, Jobs jobs) {
        this.files = new RecordingFiles(folder);
        this.store = new RecordingStore(database);
        this.kept = kept;
        this.url = url;
        this.clock = clock;
        this.finish = jobs.define("finish-recording", FIRST_RETRY, RETRIES, this::finish);
        try {
            this.signature = Signature.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't keep recordings in " + folder, e);
        }
    }

    /** Begins to record a call; nothing is written before there is sound. */
    public AudioTap begin(String callId) {
        AudioRecorder recorder = new AudioRecorder(files, callId);
        running.put(callId, recorder);
        return recorder;
    }

    @Override
    public void ended(String organizationId, Call call) {
        boolean recorded = running.containsKey(call.id()) || files.hasTracks(call.id());
        if (call.channel() == CallChannel.WEB && recorded) {
            finish.schedule(call.id(), clock.instant());
        }
    }

    @Override
    public Optional<Links> of(String callId) {
        if (!store.has(callId)) {
            return Optional.empty();
        }
        return Optional.of(new Links(link(callId + ".wav"), link(callId + STEREO)));
    }

    /**
     * The file a link leads to.
     *
     * @throws Problem NOT_FOUND for a link that is none of ours, has expired, or whose file is no longer kept
     */
    Path open(String file, String expires, String signed) {
        Matcher name = FILE.matcher(file);
        boolean valid = name.matches()
                && expires.matches("[0-9]{1,12}")
                && signature.isOf(file, Long.parseLong(expires), signed)
                && clock.instant().getEpochSecond() < Long.parseLong(expires);
        if (valid) {
            String callId = name.group(1);
            Path path = name.group(2) == null ? files.mono(callId) : files.stereo(callId);
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        throw Problem.notFound(
                "There is no such recording, or the link to it has expired. Look the call up again for a new link.");
    }

    /** Deletes what has been kept long enough. */
    public void forgetOld() {
        Instant oldest = clock.instant().minus(kept);
        store.forgetBefore(oldest);
        try {
            files.forgetBefore(oldest);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete old recordings", e);
        }
    }

    private void finish(String callId) {
        AudioRecorder recorder = running.remove(callId);
        if (recorder != null) {
            recorder.close();
        }
        try {
            if (files.finish(callId)) {
                store.add(callId, clock.instant());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't finish the recording of " + callId, e);
        }
    }

    private String link(String file) {
        long expires = clock.instant().plus(LINK_LIFE).getEpochSecond();
        return url.get() + "/api/recordings/" + file + "?expires=" + expires + "&signature="
                + signature.of(file, expires);
    }
}
