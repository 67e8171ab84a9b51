package com.osmtalk.server.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens.
 *
 * @param port 0: any free one
 * @param publicUrl where others reach it, through a proxy perhaps; null: where it listens
 * @param proxies whose word is taken for where requests come from
 * @param maxBodyBytes a longer body is refused with 413
 * @param idleTimeout a peer that sends or takes nothing for so long is dropped, and so is one that has not sent the
 *     whole header of a request within it; a body may take twice as long
 * @param stopTimeout how long {@link HttpServer#close} waits for requests under way
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable URI publicUrl,
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
                null,
                TrustedProxies.NONE,
                RateLimits.DEFAULT,
                ONE_MEGABYTE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public HttpSettings at(@Nullable URI otherUrl) {
        return new HttpSettings(host, port, otherUrl, proxies, limits, maxBodyBytes, idleTimeout, stopTimeout);
    }

    public HttpSettings behind(TrustedProxies other) {
        return new HttpSettings(host, port, publicUrl, other, limits, maxBodyBytes, idleTimeout, stopTimeout);
    }

    public HttpSettings withLimits(RateLimits other) {
        return new HttpSettings(host, port, publicUrl, proxies, other, maxBodyBytes, idleTimeout, stopTimeout);
    }

    public HttpSettings withTimeouts(Duration idle, Duration stop) {
        return new HttpSettings(host, port, publicUrl, proxies, limits, maxBodyBytes, idle, stop);
    }
}
