package com.osmtalk.voice.brain;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/** Makes the HTTP clients of this package: asynchronous, and never following, repeating or remembering anything by themselves. */
final class HttpClients {
    private static final int MAX_CONNECTIONS = 2_000;

    private HttpClients() {}

    /**
     * A started client.
     *
     * @param silence how long a peer may say nothing before the exchange fails
     */
    static CloseableHttpAsyncClient start(String threadName, DnsResolver resolver, Timeout connect, Timeout silence) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(2)
                        .setSoTimeout(silence)
                        .build())
                .setThreadFactory(new DefaultThreadFactory(threadName, true))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("osmtalk")
                .build();
        client.start();
        return client;
    }
}
