package com.osmtalk.client;

import com.osmtalk.api.Version;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for long polling: requests that the server keeps until there is something new. They are asynchronous, so
 * that no thread waits with them, and cancelling one drops it immediately. Nothing is opened or started before the
 * first request.
 */
final class LongPollConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongPollConnections.class);

    private static final int MAX_CONNECTIONS = 2_000;

    /** What a server may take beyond the time it was asked to wait. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Duration connectTimeout;
    private @Nullable CloseableHttpAsyncClient client;
    private boolean closed;

    LongPollConnections(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /** @param etag the header of the same name */
    record LongPollResponse(ApiResponse answer, @Nullable String etag, boolean waited) {}

    /**
     * Sends a GET once. Cancelling what comes back drops the request.
     *
     * @param wait how long the server may keep it, if it does such things
     */
    CompletableFuture<LongPollResponse> get(URI uri, Map<String, String> headers, Duration wait) {
        CompletableFuture<LongPollResponse> answer = new CompletableFuture<>();
        CloseableHttpAsyncClient http = client();
        if (http == null) {
            answer.completeExceptionally(new IOException("this client is closed"));
            return answer;
        }
        SimpleHttpRequest request = SimpleRequestBuilder.get(uri).build();
        request.setHeader("Accept", "application/json");
        request.setHeader("Prefer", "wait=" + wait.toSeconds());
        headers.forEach(request::setHeader);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(connectTimeout.toMillis()))
                .setResponseTimeout(Timeout.ofMilliseconds(wait.plus(MARGIN).toMillis()))
                .setAuthenticationEnabled(ProxyPath.mayAskWhoWeAre())
                .build());
        Future<SimpleHttpResponse> sent = http.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                answer.complete(read(response));
            }

            @Override
            public void failed(Exception e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void cancelled() {
                answer.cancel(false);
            }
        });
        answer.whenComplete((done, e) -> sent.cancel(true));
        return answer;
    }

    private static LongPollResponse read(SimpleHttpResponse response) {
        byte[] body = response.getBodyBytes();
        return new LongPollResponse(
                new ApiResponse(
                        response.getCode(),
                        header(response, "Content-Type"),
                        header(response, "Retry-After"),
                        header(response, "X-Request-Id"),
                        body == null ? new byte[0] : body),
                header(response, "ETag"),
                header(response, "Preference-Applied") != null);
    }

    private static @Nullable String header(SimpleHttpResponse response, String name) {
        @Nullable Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private synchronized @Nullable CloseableHttpAsyncClient client() {
        if (client == null && !closed) {
            HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create();
            if (ProxyPath.mayAskWhoWeAre()) {
                builder.setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
            }
            client = builder.setUserAgent("osmtalk-mcp/" + Version.number())
                    .setProxySelector(ProxySelector.getDefault())
                    .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                            .setTlsStrategy(DefaultClientTlsStrategy.createSystemDefault())
                            .setMaxConnPerRoute(MAX_CONNECTIONS)
                            .setMaxConnTotal(MAX_CONNECTIONS)
                            .setDefaultConnectionConfig(ConnectionConfig.custom()
                                    .setConnectTimeout(Timeout.ofMilliseconds(connectTimeout.toMillis()))
                                    .build())
                            .build())
                    .setIoReactorExceptionCallback(e -> LOG.debug("A connection ended: {}", e.toString()))
                    .disableAutomaticRetries()
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .build();
            client.start();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
            client = null;
        }
    }
}
