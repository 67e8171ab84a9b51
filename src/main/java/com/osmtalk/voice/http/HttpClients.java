package com.osmtalk.voice.http;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.channels.ClosedSelectorException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes HTTP clients: asynchronous, so that no thread waits for a slow host, and never following redirects, repeating
 * requests or remembering cookies by themselves. A redirect would carry an agent's headers to a host that its owner
 * never named, and a repeated request might be carried out twice.
 */
public final class HttpClients {
    private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final TimeValue LAST_MOMENT = TimeValue.ofMilliseconds(100);

    private HttpClients() {}

    /**
     * A started client. It goes through the proxies and trusts the authorities that Java has been told of.
     *
     * @param resolver looks names up, and refuses those whose address may not be reached
     * @param silence how long a peer may say nothing before the exchange fails
     */
    public static CloseableHttpAsyncClient start(
            String threadName, DnsResolver resolver, Timeout connect, Timeout silence) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom();
        if (Authenticator.getDefault() != null) {
            // a proxy may ask who we are
            builder.setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
        }
        CloseableHttpAsyncClient client = builder.setRoutePlanner(routes(resolver))
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setTlsStrategy(DefaultClientTlsStrategy.createSystemDefault())
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(2)
                        .setSoTimeout(silence)
                        .build())
                .setIoReactorExceptionCallback(HttpClients::reactorFailed)
                .setThreadFactory(new DefaultThreadFactory(threadName, true))
                .addExecInterceptorBefore(ChainElement.CONNECT.name(), "tunnel", TunnelRefusals::tell)
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected", TunnelRefusals::connected)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("osmtalk")
                .build();
        client.start();
        return client;
    }

    /** A resolver that is choosy about addresses is asked where a proxy would look the name up, too. */
    private static HttpRoutePlanner routes(DnsResolver resolver) {
        ProxySelector proxies = ProxySelector.getDefault();
        return resolver == SystemDefaultDnsResolver.INSTANCE
                ? new SystemDefaultRoutePlanner(proxies)
                : new CheckedRoutes(resolver, new SystemDefaultRoutePlanner(proxies));
    }

    private static void reactorFailed(Exception e) {
        // a reactor that is closed while it waits says so; that is how it ends
        if (!(e instanceof ClosedSelectorException)) {
            LOG.error("HTTP connections broke", e);
        }
    }

    /** Lets the threads of a client finish what they are at, for a moment, before it is closed. */
    public static void stop(CloseableHttpAsyncClient client) {
        client.initiateShutdown();
        try {
            client.awaitShutdown(LAST_MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }
}
