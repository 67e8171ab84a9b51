package com.osmtalk.server.http;

import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Role;
import com.osmtalk.server.identity.AllowedDomains;
import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who a request comes from and whether they may use the route.
 *
 * <p>A credential is an API key exactly when it begins with {@code osm_}, whichever header it comes in; anything else
 * is a session token. A browser key's allowed domains are compared with the {@code Origin} header, which browsers set
 * and pages can't change. A program can make one up: the domains keep other people's pages from using a key that is
 * visible in a page, no more, which is why such a key opens so little. Failures are limited by the address they come
 * from, as there is no account yet to count them for.
 *
 * <p>The session cookie counts only where no header names a credential, and never on the widget's routes, which pages
 * of other sites may ask. Whatever changes something must then come from a page of this server: see {@link OwnPages}.
 */
final class Authenticator {
    private static final String KEY_PREFIX = "osm_";
    private static final String SESSION_PREFIX = "ost_";
    /** Of a connected assistant, for the way from MCP to the API. */
    private static final String ASSISTANT_PREFIX = "osc_";

    private static final String BEARER = "bearer ";
    private static final int MAX_CREDENTIAL_LENGTH = 256;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    private final Identities identities;
    private final Throttle failures;
    private final OwnPages pages;

    Authenticator(Identities identities, Throttle failures, OwnPages pages) {
        this.identities = identities;
        this.failures = failures;
        this.pages = pages;
    }

    record Caller(Principal principal, String credential) {
        /** Without the credential, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Caller[principal=" + principal + "]";
        }
    }

    /**
     * Who sends a request, and that they may use its route.
     *
     * @throws Problem UNAUTHENTICATED when the credential opens nothing, FORBIDDEN when it does not open this,
     *     LIMIT_REACHED after many failures
     */
    Caller authenticate(Access access, HttpServletRequest request) {
        String credential = credential(access, request);
        return new Caller(principal(access, credential, request), credential);
    }

    private Principal principal(Access access, String credential, HttpServletRequest request) {
        if (credential.startsWith(KEY_PREFIX)) {
            return key(access, credential, request);
        }
        return credential.startsWith(ASSISTANT_PREFIX)
                ? assistant(access, credential, request)
                : person(access, credential, request);
    }

    private Principal assistant(Access access, String credential, HttpServletRequest request) {
        Principal.Assistant assistant = identities
                .assistant(credential)
                .orElseThrow(() -> refused(request, "This assistant is not connected any more."));
        boolean reading =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (access.assistantScope(reading)
                .filter(assistant.connection().scopes()::contains)
                .isEmpty()) {
            throw Problem.forbidden("A connected assistant can't do this"
                    + access.assistantScope(reading)
                            .map(scope -> ": the person has not allowed it " + scope.value() + ".")
                            .orElse("; a person has to, signed in."));
        }
        return assistant;
    }

    private String credential(Access access, HttpServletRequest request) {
        Optional<String> apiKey =
                Optional.ofNullable(request.getHeader("x-api-key")).map(String::strip);
        Optional<String> credential = switch (access) {
            case PUBLIC -> throw new IllegalStateException("a public route asks nobody who they are");
            case ACCOUNT, ACCOUNT_OWNER, PERSON, OWNER -> bearer(request);
            case IDENTITY, WIDGET_READ, WIDGET_AGENTS, WIDGET_CHAT, WIDGET_CONNECT, WIDGET_VOICE ->
                apiKey.or(() -> bearer(request));
        };
        return credential
                .or(() -> cookie(access, request))
                .filter(text -> !text.isEmpty() && text.length() <= MAX_CREDENTIAL_LENGTH)
                .orElseThrow(() -> refused(
                        request,
                        access.isWidget()
                                ? "Send an API key in the header x-api-key."
                                : "Send a session token or an API key as Authorization: Bearer …"));
    }

    /** The token in the session cookie of a request that names no other credential. */
    private Optional<String> cookie(Access access, HttpServletRequest request) {
        if (access.isWidget() || request.getHeader("Authorization") != null || request.getHeader("x-api-key") != null) {
            return Optional.empty();
        }
        Optional<String> token = pages.sessionCookie(request).filter(text -> text.startsWith(SESSION_PREFIX));
        if (token.isPresent() && !SAFE_METHODS.contains(request.getMethod())) {
            pages.require(request);
        }
        return token;
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
        if (key.isBrowserKey()) {
            checkPage(access, key, request);
        }
        checkReach(access, key.apiKey().scopes());
        return key;
    }

    /** What a browser key is for: some routes, from pages of some sites. */
    private static void checkPage(Access access, Principal.Key key, HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (origins.isEmpty()) {
            throw Problem.forbidden("This is a browser key: it works only from pages of its allowed domains, and the"
                    + " request has no Origin header. A program needs a secret key, one without allowed domains.");
        }
        if (origins.size() > 1 || !AllowedDomains.permit(key.apiKey().allowedDomains(), origins.get(0))) {
            throw Problem.forbidden("This API key may not be used from pages of " + Values.shown(origins.get(0))
                    + ". Add the host name to the key's allowed domains, if the page is yours.");
        }
        if (!access.opensToPages()) {
            throw Problem.forbidden("This is a browser key: it opens connect and chat of the agents that it names, and"
                    + " nothing else. Use a secret key, one without allowed domains, in a program of your own.");
        }
    }

    private static void checkReach(Access access, List<KeyScope> scopes) {
        access.scope().filter(scope -> !scopes.contains(scope)).ifPresent(scope -> {
            throw Problem.forbidden("This API key lacks the scope "
                    + scope.name().toLowerCase(Locale.ROOT) + ", which this route needs.");
        });
        if (access.isForPeople()) {
            throw Problem.forbidden("An API key can't do this; sign in at /api/auth/login and use the session token.");
        }
        boolean account = access == Access.ACCOUNT || access == Access.ACCOUNT_OWNER;
        if (account && !scopes.containsAll(List.of(KeyScope.values()))) {
            throw Problem.forbidden("This API key is limited to some scopes and works only on /api/widget/…;"
                    + " account routes need a secret key with every scope, or a session token.");
        }
    }

    /**
     * That an agent is there for whoever asks. The answer does not tell whether there is such an agent.
     *
     * @throws Problem FORBIDDEN when the key is for others
     */
    static void requireAgent(Principal principal, String agentId) {
        principal.onlyAgents().filter(only -> !only.contains(agentId)).ifPresent(only -> {
            throw Problem.forbidden(
                    only.isEmpty()
                            ? "This browser key names no agents, and so opens none. Name them: PUT"
                                    + " /api/settings/api-keys/{id} with agentIds, or osmtalk keys agents."
                            : "This browser key does not open that agent, only those that its agentIds name.");
        });
    }

    private Principal person(Access access, String token, HttpServletRequest request) {
        if (access.isWidget()) {
            throw refused(request, "This route takes an API key, which begins with osm_, in the header x-api-key.");
        }
        Identities.SignedIn signedIn = identities
                .session(token)
                .orElseThrow(() -> refused(
                        request,
                        "This session is not known or has expired; log in again. An API key begins with osm_."));
        String wanted = request.getHeader("X-Organization-Id");
        Principal.Person person = signedIn.memberships().stream()
                .filter(in -> wanted == null
                        || wanted.strip().equals(in.organization().id()))
                .findFirst()
                .map(in ->
                        new Principal.Person(signedIn.user(), in.organization().id(), in.role()))
                .orElseThrow(() -> Problem.forbidden(
                        wanted == null
                                ? "You are a member of no organisation."
                                : "You are not a member of the organisation X-Organization-Id names."));
        checkRole(access, person.role());
        return person;
    }

    /** The one place in which it is decided what owners may do and members may not. */
    private static void checkRole(Access access, Role role) {
        if (access.isForOwners() && role != Role.OWNER) {
            throw Problem.forbidden("Only an owner of this organisation may do that, and you are a member. Ask an owner"
                    + " to do it, or to make you one.");
        }
    }

    private Problem refused(HttpServletRequest request, String message) {
        failures.take(NetworkAddress.of(request));
        return Problem.unauthenticated(message);
    }
}
