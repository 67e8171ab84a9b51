package com.osmtalk.voice.speech;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query of an address, in which a name may stand several times. */
final class SocketQuery {
    private SocketQuery() {}

    static void add(StringBuilder query, String name, String value) {
        query.append('&').append(name).append('=').append(encoded(value));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address of a WebSocket where there is one of HTTP. @param path may have a query */
    static URI socket(URI base, String path) {
        String text = base.toString().replaceFirst("/+$", "").replaceFirst("^http", "ws");
        return URI.create(text + path);
    }
}
