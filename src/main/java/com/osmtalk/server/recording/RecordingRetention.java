package com.osmtalk.server.recording;

import com.osmtalk.api.RecordingSettings;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.recording.RecordingStore.Due;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.validation.FieldErrors;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long each organisation keeps recordings, and their deletion when that is over. Files go first, then it is noted
 * that they are gone: a server that dies in between deletes what is left at the next look, which there is every hour
 * and whenever somebody changes the setting.
 */
public final class RecordingRetention {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingRetention.class);
    private static final int MAX_DAYS = 3_650;
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final int RETRIES = 5;

    private final Database database;
    private final RecordingStore recordings;
    private final RecordingSettingsStore settings;
    private final RecordingFiles files;
    private final RecordingSettings usual;
    private final Clock clock;
    private final Jobs.Job deleteOld;

    /**
     * @param usual of organisations that have not chosen
     * @param jobs among which deleting, which may take long, is in nobody's way
     */
    RecordingRetention(Database database, RecordingFiles files, RecordingSettings usual, Clock clock, Jobs jobs) {
        this.database = database;
        this.recordings = new RecordingStore(database);
        this.settings = new RecordingSettingsStore(database);
        this.files = files;
        this.usual = usual;
        this.clock = clock;
        this.deleteOld = jobs.define("delete-recordings", FIRST_RETRY, RETRIES, this::deleteOldOf);
        jobs.repeat("delete-old-recordings", PAUSE, this::deleteOld);
    }

    RecordingSettings settings(String organizationId) {
        return settings.find(organizationId).orElse(usual);
    }

    /**
     * Keeps recordings this long from now on. What is older is deleted as soon as this has committed.
     *
     * @throws Problem INVALID for a number of days that is not from 1 to 3,650
     */
    RecordingSettings change(String organizationId, RecordingSettings changed) {
        FieldErrors errors = new FieldErrors();
        if (changed.keepDays() != null) {
            errors.range("keepDays", changed.keepDays(), 1, MAX_DAYS);
        }
        errors.refuseIfAny();
        database.transaction(handle -> {
            settings.save(organizationId, changed, clock.instant());
            deleteOld.schedule(organizationId, clock.instant());
            return null;
        });
        return changed;
    }

    private void deleteOld() {
        settings.all(usual).forEach(this::deleteOld);
    }

    private void deleteOldOf(String organizationId) {
        deleteOld(organizationId, settings(organizationId));
    }

    private void deleteOld(String organizationId, RecordingSettings kept) {
        Integer days = kept.keepDays();
        if (days == null) {
            return;
        }
        Instant oldest = clock.instant().minus(Duration.ofDays(days));
        Due last = Due.NONE;
        List<Due> batch;
        do {
            batch = recordings.due(organizationId, oldest, last, BATCH);
            for (Due recording : batch) {
                delete(recording.callId(), days);
                last = recording;
            }
        } while (batch.size() == BATCH);
    }

    /** One that can't be deleted now keeps none of the others, and is tried again with the next look. */
    private void delete(String callId, int days) {
        try {
            files.delete(callId);
            recordings.deleted(callId, clock.instant(), days);
        } catch (IOException e) {
            LOG.warn("the recording of {} can't be deleted yet: {}", callId, e.toString());
        }
    }
}
