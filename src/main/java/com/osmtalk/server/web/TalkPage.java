package com.osmtalk.server.web;

import com.osmtalk.server.http.FileApp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The page on which a visitor holds a web call, at {@code /talk}. Which call it is stands behind the {@code #} of its
 * address, which browsers send to nobody: a token appears in no log of a server or proxy.
 */
public final class TalkPage {
    private static final String PATH = "/talk";

    private TalkPage() {}

    /**
     * The page as an app of files.
     *
     * @param voiceUrl the one address that the page may connect to, whatever the link to it says; asked once the server
     *     listens
     */
    public static FileApp app(Supplier<URI> voiceUrl) {
        return FileApp.at(PATH, "com/osmtalk/talk").withHeaders(() -> headers(voiceUrl.get()));
    }

    /**
     * The link to the page for one call.
     *
     * @param server where browsers reach this server
     * @param token of the call; it lets one visitor in
     */
    static String address(URI server, URI voiceUrl, String token) {
        return server + PATH + "/#url=" + encoded(voiceUrl.toString()) + "&token=" + encoded(token);
    }

    private static Map<String, String> headers(URI voice) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
                        + voice.getScheme() + "://" + voice.getRawAuthority()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "Permissions-Policy",
                "microphone=(self), camera=(), geolocation=(), display-capture=()");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
