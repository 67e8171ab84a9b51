package com.osmtalk.cli.network;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy as a variable names it: {@code [http://][user:password@]host[:port]}. Shown without the password. */
public final class NamedProxy extends Proxy {
    private static final int DEFAULT_PORT = 80;

    private final String variable;
    private final InetSocketAddress address;
    private final @Nullable PasswordAuthentication user;

    private NamedProxy(String variable, InetSocketAddress address, @Nullable PasswordAuthentication user) {
        super(Type.HTTP, address);
        this.variable = variable;
        this.address = address;
        this.user = user;
    }

    /**
     * Reads a variable's value. Nothing of it is repeated where it is refused: it may hold a password.
     *
     * @throws IllegalArgumentException that says "must …"
     */
    public static NamedProxy parse(String variable, String text) {
        String url = text.contains("://") ? text : "http://" + text;
        if (!url.toLowerCase(Locale.ROOT).startsWith("http://")) {
            throw new IllegalArgumentException(
                    "must be the address of an HTTP proxy, like http://proxy.example.com:3128;"
                            + " this program speaks neither SOCKS nor https to a proxy");
        }
        int at = url.lastIndexOf('@');
        String place = at < 0 ? url : "http://" + url.substring(at + 1);
        try {
            URI proxy = new URI(place);
            boolean isPlace = proxy.getHost() != null
                    && proxy.getPort() <= 65_535
                    && proxy.getPort() != 0
                    && proxy.getRawPath().length() <= 1
                    && proxy.getRawQuery() == null;
            if (isPlace) {
                InetSocketAddress address = InetSocketAddress.createUnresolved(
                        withoutBrackets(proxy.getHost()), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort());
                return new NamedProxy(variable, address, at < 0 ? null : user(url.substring("http://".length(), at)));
            }
        } catch (URISyntaxException noAddress) {
            // refused like one without a host
        }
        throw new IllegalArgumentException("must be the address of an HTTP proxy, like http://proxy.example.com:3128");
    }

    private static PasswordAuthentication user(String credentials) {
        int colon = credentials.indexOf(':');
        String name = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        return new PasswordAuthentication(decoded(name), decoded(password).toCharArray());
    }

    /** What is no percent encoding stands for itself: people put passwords in as they are. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return text;
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Who asks, where the proxy wants to know. */
    @Nullable
    PasswordAuthentication user() {
        return user;
    }

    boolean isAt(String host, int port) {
        return address.getHostString().equalsIgnoreCase(host) && address.getPort() == port;
    }

    /** Where it is and who named it: {@code http://proxy.example.com:3128 from HTTPS_PROXY}. */
    @Override
    public String toString() {
        String host = address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + " from "
                + variable;
    }
}
