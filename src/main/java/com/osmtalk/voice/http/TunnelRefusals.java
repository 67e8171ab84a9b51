package com.osmtalk.voice.http;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a proxy's refusal to make a tunnel from an answer of the server: the library hands on both alike, and a proxy's
 * 403 would be taken for that of a webhook's receiver.
 */
final class TunnelRefusals {
    private static final String CONNECTED = "com.osmtalk.connected";

    private TunnelRefusals() {}

    /** Stands before the connection is made. */
    static void tell(
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (!scope.route.isTunnelled()) {
            chain.proceed(request, body, scope, callback);
            return;
        }
        chain.proceed(request, body, scope, new AsyncExecCallback() {
            @Override
            public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
                    throws HttpException, IOException {
                if (scope.clientContext.getAttribute(CONNECTED) == null) {
                    HttpHost proxy = scope.route.getProxyHost();
                    throw new IOException("the proxy http://" + proxy.toHostString()
                            + " does not let this request through (HTTP " + response.getCode() + ")");
                }
                return callback.handleResponse(response, entity);
            }

            @Override
            public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
                callback.handleInformationResponse(response);
            }

            @Override
            public void completed() {
                callback.completed();
            }

            @Override
            public void failed(Exception cause) {
                callback.failed(cause);
            }
        });
    }

    /** Stands behind it. */
    static void connected(
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        scope.clientContext.setAttribute(CONNECTED, true);
        chain.proceed(request, body, scope, callback);
    }
}
