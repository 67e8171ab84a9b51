package com.osmtalk.voice.phone.sip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host as it is written in a SIP address: a name, an IPv4 address or an IPv6 address in brackets, with a port or
 * without one (RFC 3261, 25.1: hostport).
 *
 * @param host an IPv6 address in its brackets
 * @param port null: not said
 */
public record HostPort(String host, @Nullable Integer port) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern WRITTEN = Pattern.compile(
            "([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\\.?|\\[[0-9A-Fa-f:.]{2,45}])" + "(?::([0-9]{1,5}))?");

    /** Empty when it is not written so, or the port is none. */
    public static Optional<HostPort> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Integer port = matcher.group(2) == null ? null : Integer.valueOf(matcher.group(2));
        if (port != null && (port < 1 || port > MAX_PORT)) {
            return Optional.empty();
        }
        return Optional.of(new HostPort(matcher.group(1), port));
    }

    @Override
    public String toString() {
        return port == null ? host : host + ":" + port;
    }
}
