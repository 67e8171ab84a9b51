package com.osmtalk.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Puts on every response what every response has, whoever writes it: routes, mounted servlets, Jetty. Answers are for
 * programs: a browser that is shown one is to guess no type, load and run nothing, and keep it nowhere.
 */
final class Envelope extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        address(request, response.getHeaders());
        return super.handle(request, response, callback);
    }

    static void address(Request request, HttpFields.Mutable headers) {
        headers.put(RequestId.HEADER, RequestId.of(request));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }
}
