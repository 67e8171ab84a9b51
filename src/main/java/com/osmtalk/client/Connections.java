package com.osmtalk.client;

import com.osmtalk.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a client and of all that share them; with {@link LongPollConnections} the only class that knows
 * the HTTP library. Nothing is opened or started before the first request. Redirects are not followed, as they would
 * carry the key to somebody else. Retries and cookies of the library are off: {@link ApiTransport} decides what is sent
 * again. So is its authentication, unless a proxy may ask for it.
 */
final class Connections implements AutoCloseable {
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final int MAX_CONNECTIONS = 128;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER_LENGTH = 16 * 1024;
    private static final String SENDING = "com.osmtalk.sending";

    private final Duration connectTimeout;
    private final Duration responseTimeout;
    private final LongPollConnections waiting;
    private final RequestTimeouts timeouts = new RequestTimeouts();
    private @Nullable CloseableHttpClient reads;
    private @Nullable CloseableHttpClient writes;
    private boolean closed;

    Connections(Duration connectTimeout, Duration responseTimeout) {
        if (connectTimeout.toMillis() < 1 || responseTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("A timeout must be one millisecond or more.");
        }
        this.connectTimeout = connectTimeout;
        this.responseTimeout = responseTimeout;
        this.waiting = new LongPollConnections(connectTimeout);
    }

    /** For requests whose answer may be a while in coming. */
    LongPollConnections waiting() {
        return waiting;
    }

    /**
     * Sends a request once.
     *
     * @param remaining after this the attempt is cut off, whatever it is doing
     */
    AttemptResult send(ApiRequest request, URI uri, Map<String, String> headers, Duration remaining) {
        @Nullable CloseableHttpClient client = request.changesSomething() ? writes() : reads();
        if (client == null) {
            return new AttemptResult.NotSent(new IOException("this client is closed"));
        }
        HttpUriRequestBase http = message(request, uri, headers, remaining);
        HttpClientContext context = HttpClientContext.create();
        HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        RequestTimeouts.Deadline deadline = timeouts.begin(remaining, http::abort);
        try (ClassicHttpResponse response = client.executeOpen(host, http, context)) {
            if (context.getAttribute(SENDING) == null) {
                return new AttemptResult.NotSent(new ProxyRefusal(response.getCode()));
            }
            return new AttemptResult.Answered(read(response, http));
        } catch (OversizedBody oversized) {
            return new AttemptResult.Answered(oversized.answer);
        } catch (IOException e) {
            return unanswered(http.isAborted() ? timedOut(e) : e, context);
        } catch (RuntimeException e) {
            // how the library takes it that a request is cut off, or its pool closed, while it makes a connection
            if (isClosed()) {
                return unanswered(new IOException("this client was closed", e), context);
            }
            if (http.isAborted()) {
                return unanswered(timedOut(new IOException(e)), context);
            }
            throw e;
        } finally {
            deadline.met();
        }
    }

    private static AttemptResult unanswered(IOException cause, HttpClientContext context) {
        boolean sending = context.getAttribute(SENDING) != null;
        return sending ? new AttemptResult.Unanswered(cause) : new AttemptResult.NotSent(cause);
    }

    private HttpUriRequestBase message(ApiRequest request, URI uri, Map<String, String> headers, Duration remaining) {
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), uri);
        Duration silence = remaining.compareTo(responseTimeout) < 0 ? remaining : responseTimeout;
        http.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(remaining))
                .setResponseTimeout(timeout(silence))
                .setAuthenticationEnabled(ProxyPath.mayAskWhoWeAre())
                .build());
        http.setHeader("Accept", "application/json");
        headers.forEach(http::setHeader);
        request.headers().forEach(http::setHeader);
        if (request.idempotencyKey() != null) {
            http.setHeader("Idempotency-Key", request.idempotencyKey());
        }
        if (request.body() != null) {
            http.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        return http;
    }

    private static ApiResponse read(ClassicHttpResponse response, HttpUriRequestBase http) throws IOException {
        byte[] body = new byte[0];
        boolean complete = true;
        if (response.getEntity() != null) {
            InputStream content = response.getEntity().getContent();
            body = content.readNBytes(MAX_BODY_BYTES + 1);
            complete = body.length <= MAX_BODY_BYTES;
        }
        ApiResponse answer = new ApiResponse(
                response.getCode(),
                header(response, "Content-Type"),
                header(response, "Retry-After"),
                header(response, "X-Request-Id"),
                complete ? body : null);
        if (!complete) {
            // else closing the response would read the rest of it
            http.abort();
            throw new OversizedBody(answer);
        }
        return answer;
    }

    /** Makes what the first request needs, and sends nothing. */
    void warmUp() {
        reads();
    }

    private synchronized @Nullable CloseableHttpClient reads() {
        if (reads == null && !closed) {
            // to look whether a connection is still open takes a millisecond: a read on one that is not is sent again
            reads = client(TimeValue.ofMilliseconds(100));
        }
        return reads;
    }

    private synchronized @Nullable CloseableHttpClient writes() {
        if (writes == null && !closed) {
            // a write on a connection that the server has closed could not be told from one that was done
            writes = client(TimeValue.ZERO_MILLISECONDS);
        }
        return writes;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.close();
        // a list of both would load their class where neither was ever made
        if (reads != null) {
            reads.close(CloseMode.IMMEDIATE);
        }
        if (writes != null) {
            writes.close(CloseMode.IMMEDIATE);
        }
        reads = null;
        writes = null;
        timeouts.close();
    }

    /** @param trusted how long a connection may have been idle to be used without looking whether it is still open */
    private CloseableHttpClient client(TimeValue trusted) {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_LENGTH)
                .build();
        HttpClientBuilder builder = HttpClientBuilder.create();
        if (ProxyPath.mayAskWhoWeAre()) {
            builder.setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
        }
        return builder.setUserAgent("osmtalk-mcp/" + Version.number())
                .setProxySelector(ProxySelector.getDefault())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setTlsSocketStrategy(new LazyTls())
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout(connectTimeout))
                                .setValidateAfterInactivity(trusted)
                                .build())
                        .build())
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "sending", (request, scope, chain) -> {
                    scope.clientContext.setAttribute(SENDING, true);
                    return chain.proceed(request, scope);
                })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        // zero would mean: for ever
        return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        @Nullable Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static SocketTimeoutException timedOut(IOException cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("cut off at its deadline");
        timeout.initCause(cause);
        return timeout;
    }

    /**
     * Loads what TLS needs with the first https request: it would be half the time of the first request to a bundled
     * server, which is plain http.
     */
    private static final class LazyTls implements TlsSocketStrategy {
        private @Nullable TlsSocketStrategy tls;

        @Override
        public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
                throws IOException {
            return tls().upgrade(socket, target, port, attachment, context);
        }

        private synchronized TlsSocketStrategy tls() {
            if (tls == null) {
                tls = DefaultClientTlsStrategy.createSystemDefault();
            }
            return tls;
        }
    }

    /** The proxy made no tunnel to the server. */
    static final class ProxyRefusal extends IOException {
        private ProxyRefusal(int status) {
            super("the proxy does not let this request through (HTTP " + status + ")"
                    + (status == 407 ? "; it wants another user name and password" : ""));
        }
    }

    private static final class OversizedBody extends IOException {
        private final ApiResponse answer;

        private OversizedBody(ApiResponse answer) {
            this.answer = answer;
        }
    }
}
