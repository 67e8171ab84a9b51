package com.osmtalk.server.http;

import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.server.identity.AllowedDomains;
import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who a request comes from and whether they may use the route.
 *
 * <p>A credential is an API key exactly when it begins with {@code osm_}, whichever header it comes in; anything else
 * is a session token. A key's allowed domains are compared with the {@code Origin} header, which browsers set and pages
 * can't change. A program can leave it out or make one up: the domains keep other people's pages from using a key that
 * is visible in a page, no more. Failures are limited by the address they come from, as there is no account yet to
 * count them for.
 */
final class Authenticator {
    private static final String KEY_PREFIX = "osm_";
    private static final String BEARER = "bearer ";
    private static final int MAX_CREDENTIAL_LENGTH = 256;

    private final Identities identities;
    private final Throttle failures;

    Authenticator(Identities identities, Throttle failures) {
        this.identities = identities;
        this.failures = failures;
    }

    record Caller(Principal principal, String credential) {
        /** Without the credential, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Caller[principal=" + principal + "]";
        }
    }

    /**
     * @throws Problem UNAUTHENTICATED when the credential opens nothing, FORBIDDEN when it does not open this,
     *     LIMIT_REACHED after many failures
     */
    Caller authenticate(Access access, HttpServletRequest request) {
        String credential = credential(access, request);
        Principal principal = credential.startsWith(KEY_PREFIX)
                ? key(access, credential, request)
                : person(access, credential, request);
        return new Caller(principal, credential);
    }

    private String credential(Access access, HttpServletRequest request) {
        Optional<String> apiKey =
                Optional.ofNullable(request.getHeader("x-api-key")).map(String::strip);
        Optional<String> credential = switch (access) {
            case PUBLIC -> throw new IllegalStateException("a public route asks nobody who they are");
            case ACCOUNT, PERSON -> bearer(request);
            case IDENTITY, WIDGET_READ, WIDGET_CHAT, WIDGET_VOICE -> apiKey.or(() -> bearer(request));
        };
        return credential
                .filter(text -> !text.isEmpty() && text.length() <= MAX_CREDENTIAL_LENGTH)
                .orElseThrow(() -> refused(
                        request,
                        access.isWidget()
                                ? "Send an API key in the header x-api-key."
                                : "Send a session token or an API key as Authorization: Bearer …"));
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private Principal key(Access access, String secret, HttpServletRequest request) {
        Principal.Key key = identities
                .apiKey(secret)
                .orElseThrow(() -> refused(request, "This API key is not known; it may have been deleted."));
        if (!key.apiKey().enabled()) {
            throw refused(request, "This API key has been disabled.");
        }
        String wanted = request.getHeader("X-Organization-Id");
        if (wanted != null && !wanted.strip().equals(key.organizationId())) {
            throw Problem.forbidden("This API key does not belong to the organisation that X-Organization-Id names.");
        }
        String origin = request.getHeader("Origin");
        List<String> domains = key.apiKey().allowedDomains();
        if (origin != null && !AllowedDomains.permit(domains, origin)) {
            throw Problem.forbidden("This API key may not be used from pages of " + Values.shown(origin) + ".");
        }
        checkReach(access, key.apiKey().scopes(), domains);
        return key;
    }

    private static void checkReach(Access access, List<KeyScope> scopes, List<String> domains) {
        access.scope().filter(scope -> !scopes.contains(scope)).ifPresent(scope -> {
            throw Problem.forbidden("This API key lacks the scope "
                    + scope.name().toLowerCase(Locale.ROOT) + ", which this route needs.");
        });
        if (access == Access.PERSON) {
            throw Problem.forbidden("An API key can't do this; sign in at /api/auth/login and use the session token.");
        }
        if (access == Access.ACCOUNT && !(scopes.containsAll(List.of(KeyScope.values())) && domains.isEmpty())) {
            throw Problem.forbidden("This API key is limited to some scopes or domains and works only on /api/widget/…;"
                    + " account routes need a key with every scope and no allowed domains, or a session token.");
        }
    }

    private Principal person(Access access, String token, HttpServletRequest request) {
        if (access.isWidget()) {
            throw refused(request, "This route takes an API key, which begins with osm_, in the header x-api-key.");
        }
        Identities.SignedIn signedIn = identities
                .session(token)
                .orElseThrow(() -> refused(request, "This session is not known or has expired; log in again."));
        String wanted = request.getHeader("X-Organization-Id");
        return signedIn.organizations().stream()
                .map(Organization::id)
                .filter(id -> wanted == null || wanted.strip().equals(id))
                .findFirst()
                .map(id -> new Principal.Person(signedIn.user(), id))
                .orElseThrow(() -> Problem.forbidden(
                        wanted == null
                                ? "You are a member of no organisation."
                                : "You are not a member of the organisation X-Organization-Id names."));
    }

    private Problem refused(HttpServletRequest request, String message) {
        failures.take(request.getRemoteAddr());
        return Problem.unauthenticated(message);
    }
}
