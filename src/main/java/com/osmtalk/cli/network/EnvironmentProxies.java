package com.osmtalk.cli.network;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the proxy of each connection, as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name them. */
public final class EnvironmentProxies extends ProxySelector {
    private final @Nullable NamedProxy https;
    private final @Nullable NamedProxy http;
    private final ProxyExceptions exceptions;

    /**
     * @param https for https addresses; null: none
     * @param http for http addresses; null: none
     */
    public EnvironmentProxies(@Nullable NamedProxy https, @Nullable NamedProxy http, ProxyExceptions exceptions) {
        this.https = https;
        this.http = http;
        this.exceptions = exceptions;
    }

    /** From here on, all HTTP clients of this process go through them. */
    public void install() {
        ProxySelector.setDefault(this);
        if (Stream.of(Optional.ofNullable(https), Optional.ofNullable(http))
                .flatMap(Optional::stream)
                .anyMatch(proxy -> proxy.user() != null)) {
            Authenticator.setDefault(new ProxyUsers());
        }
    }

    /** The proxy for an address; empty: it is reached directly. */
    public Optional<NamedProxy> proxyFor(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !secure && !"http".equalsIgnoreCase(uri.getScheme())) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        return Optional.ofNullable(secure ? https : http).filter(proxy -> !exceptions.covers(uri.getHost(), port));
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxyFor(uri).map(Proxy.class::cast).orElse(Proxy.NO_PROXY));
    }

    /** There is no other to choose; whoever connects says what went wrong. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {}

    /** Tells a proxy who asks; no other server is told. */
    private final class ProxyUsers extends Authenticator {
        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            return Stream.of(Optional.ofNullable(https), Optional.ofNullable(http))
                    .flatMap(Optional::stream)
                    .filter(proxy -> proxy.isAt(getRequestingHost(), getRequestingPort()))
                    .findFirst()
                    .map(NamedProxy::user)
                    .orElse(null);
        }
    }
}
