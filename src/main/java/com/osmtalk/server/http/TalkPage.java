package com.osmtalk.server.http;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The page on which a visitor holds a web call. Which call it is stands behind the {@code #} of its address, which browsers
 * keep to themselves: in no log is a token.
 */
public final class TalkPage extends Page {
    public static final String PATH = "/talk";

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "talk.css", "text/css;charset=utf-8",
            "talk.js", "text/javascript;charset=utf-8",
            "sound.js", "text/javascript;charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final transient Supplier<URI> voiceUrl;

    /** @param voiceUrl of the one channel that the page may connect to, whatever its address says */
    public TalkPage(Supplier<URI> voiceUrl) {
        super(PATH, TYPES);
        this.voiceUrl = voiceUrl;
    }

    /** The page for one call. */
    public static String address(URI server, URI voiceUrl, String token) {
        return server + PATH + "/#url=" + encoded(voiceUrl.toString()) + "&token=" + encoded(token);
    }

    @Override
    Map<String, String> policies() {
        URI voice = voiceUrl.get();
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
                        + voice.getScheme() + "://" + voice.getRawAuthority()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "Permissions-Policy",
                "microphone=(self), camera=(), geolocation=(), display-capture=()");
    }

    @Override
    InputStream open(String file) {
        return Objects.requireNonNull(
                TalkPage.class.getClassLoader().getResourceAsStream("com/osmtalk/talk/" + file), file + " is missing");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
