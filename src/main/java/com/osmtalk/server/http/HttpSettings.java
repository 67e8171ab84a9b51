package com.osmtalk.server.http;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0: any free one
 * @param proxies whose word is taken for where requests come from
 * @param maxBodyBytes a longer body is refused with 413
 * @param idleTimeout a peer that sends or takes nothing for so long is dropped, and so is one that has not sent the
 *     whole header of a request within it; a body may take twice as long
 * @param stopTimeout how long {@link HttpServer#close} waits for requests under way
 */
public record HttpSettings(
        String host,
        int port,
        TrustedProxies proxies,
        RateLimits limits,
        int maxBodyBytes,
        Duration idleTimeout,
        Duration stopTimeout) {
    private static final int ONE_MEGABYTE = 1 << 20;

    /** On loopback, with the defaults for everything else. */
    public static HttpSettings loopback(int port) {
        return on("127.0.0.1", port);
    }

    public static HttpSettings on(String host, int port) {
        return new HttpSettings(
                host,
                port,
                TrustedProxies.NONE,
                RateLimits.DEFAULT,
                ONE_MEGABYTE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public HttpSettings behind(TrustedProxies other) {
        return new HttpSettings(host, port, other, limits, maxBodyBytes, idleTimeout, stopTimeout);
    }

    public HttpSettings withLimits(RateLimits other) {
        return new HttpSettings(host, port, proxies, other, maxBodyBytes, idleTimeout, stopTimeout);
    }

    public HttpSettings withTimeouts(Duration idle, Duration stop) {
        return new HttpSettings(host, port, proxies, limits, maxBodyBytes, idle, stop);
    }
}
