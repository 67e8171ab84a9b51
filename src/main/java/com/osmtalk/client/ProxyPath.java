package com.osmtalk.client;

import java.net.Authenticator;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between here and a server: the proxies that Java was told of. */
final class ProxyPath {
    /** What the name of a server goes on with where a proxy is on the way. */
    static final String THROUGH = " (through the proxy ";

    private ProxyPath() {}

    /** The proxy on the way to a server; empty: there is none. */
    static Optional<Proxy> proxyTo(URI server) {
        @Nullable ProxySelector proxies = ProxySelector.getDefault();
        return proxies == null
                ? Optional.empty()
                : proxies.select(server).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .findFirst();
    }

    /** Whether somebody has told Java how to answer a proxy that asks who we are. */
    static boolean mayAskWhoWeAre() {
        return Authenticator.getDefault() != null;
    }

    /** A server as a person reads it, with the proxy on the way. */
    static String to(URI server) {
        String origin = BaseUrl.origin(server);
        return proxyTo(server).map(proxy -> origin + THROUGH + proxy + ")").orElse(origin);
    }
}
