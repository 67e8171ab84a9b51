package com.osmtalk.server.http;

import com.osmtalk.server.store.Ids;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** The id a request is found by in answers and logs: the caller's own where that is harmless, else a new one. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private RequestId() {}

    /** The id; the same each time for one request. */
    static String of(Request request) {
        if (request.getAttribute(HEADER) instanceof String known) {
            return known;
        }
        String wanted = request.getHeaders().get(HEADER);
        String id = wanted != null && HARMLESS.matcher(wanted).matches() ? wanted : fresh();
        request.setAttribute(HEADER, id);
        return id;
    }

    static String fresh() {
        return Ids.next("req");
    }
}
