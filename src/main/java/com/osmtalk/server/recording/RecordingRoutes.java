package com.osmtalk.server.recording;

import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/**
 * {@code GET /api/recordings/{file}}, which needs no key: whoever has a link may listen until it expires, as a browser
 * or a player that is given nothing else.
 */
public final class RecordingRoutes implements Feature {
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
    }
}
