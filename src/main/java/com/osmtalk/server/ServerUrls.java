package com.osmtalk.server;

import com.osmtalk.voice.web.WebVoice;
import java.net.URI;

/**
 * The URLs of a server that listens.
 *
 * @param url as programs on this machine reach it
 * @param publicUrl as everybody else does, perhaps through a proxy: links to recordings and pages begin with it
 * @param voiceUrl the WebSocket on which browsers hold web calls
 */
record ServerUrls(URI url, URI publicUrl, URI voiceUrl) {
    /** @param port and {@code voicePort}, the ones it listens on */
    static ServerUrls of(ServerSettings settings, int port, int voicePort) {
        URI url = URI.create("http://" + reachable(settings.host()) + ":" + port);
        URI others = settings.publicUrl();
        return new ServerUrls(url, others == null ? url : others, voice(settings, voicePort));
    }

    private static URI voice(ServerSettings settings, int port) {
        URI outside = settings.channels().voiceUrl();
        if (outside != null) {
            return URI.create(outside.toString().replaceFirst("/+$", "") + WebVoice.PATH);
        }
        URI others = settings.publicUrl();
        // a page that came by TLS may open no socket without it
        String scheme = others != null && others.getScheme().equalsIgnoreCase("https") ? "wss" : "ws";
        String host = others == null ? reachable(settings.host()) : others.getHost();
        return URI.create(scheme + "://" + host + ":" + port + WebVoice.PATH);
    }

    /** An address to reach the server at when it listens on all of them. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0", "::", "" -> "127.0.0.1";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
