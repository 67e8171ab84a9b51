package com.osmtalk.server.http;

import com.osmtalk.server.store.Ids;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * The id by which a request is found in responses and logs. A caller's own is taken if it is short and plain enough to
 * write into a log, so that their logs and ours can be matched; otherwise a new one is made.
 */
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
