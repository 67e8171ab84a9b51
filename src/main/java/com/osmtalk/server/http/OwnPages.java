package com.osmtalk.server.http;

import com.osmtalk.server.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells this server's own pages from those of other sites. A browser sends the session cookie with whatever any page
 * asks it to send, so what changes something by the cookie must come from a page of ours.
 *
 * <p>The header {@value #HEADER} is the proof: no form can set it, and a page of another origin may send it only after
 * a preflight, which the account's routes never answer. What browsers say about the page themselves is held against it
 * too, {@code Sec-Fetch-Site} before {@code Origin}: the former stays true behind a proxy that changes {@code Host}.
 * The cookie is {@code SameSite=Strict} besides; that alone would let pages of another port of this host through.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">
 *     OWASP: cross-site request forgery</a>
 */
final class OwnPages {
    static final String HEADER = "X-OsmTalk-Request";

    private final @Nullable URI publicUrl;

    /** @param publicUrl where others reach this server, where that is set */
    OwnPages(@Nullable URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /**
     * Refuses what a page of another site may have sent.
     *
     * @throws Problem FORBIDDEN with what is missing
     */
    void require(HttpServletRequest request) {
        String own = request.getHeader(HEADER);
        if (own == null || own.isBlank()) {
            throw Problem.forbidden("A request with the session cookie that changes something needs the header "
                    + HEADER
                    + ": 1, which pages of other sites can't send. A program sends a token as Authorization: Bearer.");
        }
        if (!isFromOurs(request)) {
            String origin = request.getHeader("Origin");
            throw Problem.forbidden("The session cookie works only from this server's own pages, and this request came"
                    + " from " + (origin == null ? "another site" : Values.shown(origin)) + ". If that is this server's"
                    + " address, set OSMTALK_PUBLIC_URL to it.");
        }
    }

    /** Whether a browser came by https, as far as its page, the proxy or the settings tell. */
    boolean isHttps(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (request.isSecure() || origin != null && origin.startsWith("https:") && isFromOurs(request)) {
            return true;
        }
        return publicOrigin()
                .filter(known -> known.startsWith("https:") && isHost(known, request))
                .isPresent();
    }

    /**
     * The token in a request's session cookie.
     *
     * @throws Problem UNAUTHENTICATED when there are two
     */
    Optional<String> sessionCookie(HttpServletRequest request) {
        return SessionCookie.token(Collections.list(request.getHeaders("Cookie")), isHttps(request));
    }

    private boolean isFromOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return site == null ? origin == null || isOurs(origin, request) : site.equals("same-origin");
    }

    private boolean isOurs(String origin, HttpServletRequest request) {
        Optional<String> known = publicOrigin();
        if (known.filter(origin::equalsIgnoreCase).isPresent()) {
            return true;
        }
        // http://host can be anybody on the way when this server is at https://host
        boolean overtaken = known.filter(address -> authority(address).equalsIgnoreCase(authority(origin)))
                .isPresent();
        boolean web = origin.startsWith("https://") || origin.startsWith("http://") && !request.isSecure();
        return web && !overtaken && isHost(origin, request);
    }

    private static boolean isHost(String origin, HttpServletRequest request) {
        return authority(origin).equalsIgnoreCase(request.getHeader("Host"));
    }

    /** As browsers write it: without the path, and without a port that is the scheme's own. */
    private Optional<String> publicOrigin() {
        if (publicUrl == null) {
            return Optional.empty();
        }
        String scheme = publicUrl.getScheme().toLowerCase(Locale.ROOT);
        int port = publicUrl.getPort();
        boolean usual = port == -1 || port == (scheme.equals("https") ? 443 : 80);
        return Optional.of(scheme + "://" + publicUrl.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port));
    }

    private static String authority(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0 ? origin : origin.substring(scheme + 3);
    }
}
