package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.RecordingSettings;
import java.util.Map;

/** How long the recordings of calls are kept. */
public final class RecordingsApi {
    private static final String SETTINGS = "/api/settings/recordings";

    private final ApiTransport transport;

    RecordingsApi(ApiTransport transport) {
        this.transport = transport;
    }

    public RecordingSettings settings() {
        return transport.get(SETTINGS, Map.of(), new TypeReference<>() {});
    }

    /** Replaces them. Recordings that are older than they allow are deleted at once, and can't be brought back. */
    public RecordingSettings update(RecordingSettings settings) {
        return transport.put(SETTINGS, settings, new TypeReference<>() {});
    }
}
