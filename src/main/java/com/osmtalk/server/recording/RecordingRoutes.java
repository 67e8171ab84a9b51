package com.osmtalk.server.recording;

import com.osmtalk.api.RecordingSettings;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/**
 * {@code GET /api/recordings/{file}}, which needs no key: whoever has a link may listen until it expires, as a browser
 * or a player that is given nothing else. {@code /api/settings/recordings}: how long they are kept.
 */
public final class RecordingRoutes implements Feature {
    private static final String SETTINGS = "/api/settings/recordings";

    private final Recordings recordings;

    public RecordingRoutes(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/recordings/{file}",
                Access.PUBLIC,
                request -> Response.blob(
                        "audio/wav",
                        recordings.open(
                                request.path("file"),
                                request.query().text("expires").orElse(""),
                                request.query().text("signature").orElse(""))));
        RecordingRetention retention = recordings.retention();
        router.get(SETTINGS, Access.ACCOUNT, request -> Response.ok(retention.settings(request.organizationId())));
        router.put(SETTINGS, Access.ACCOUNT_OWNER, request -> {
            RecordingSettings changed = request.body(RecordingSettings.class);
            return () -> Response.ok(retention.change(request.organizationId(), changed));
        });
    }
}
