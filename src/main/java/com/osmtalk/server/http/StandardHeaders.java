package com.osmtalk.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Puts the headers on every response that every response has, whoever writes it: routes, mounted servlets or Jetty
 * itself. Responses are for programs, so a browser that is shown one is told to guess no type, load and run nothing,
 * and store it nowhere. The fields are encoded once, not with each response; see docs/performance.md.
 */
final class StandardHeaders extends Handler.Wrapper {
    private static final List<HttpField> ALWAYS = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        address(request, response.getHeaders());
        return super.handle(request, response, callback);
    }

    static void address(Request request, HttpFields.Mutable headers) {
        headers.put(RequestId.HEADER, RequestId.of(request));
        ALWAYS.forEach(headers::put);
    }
}
