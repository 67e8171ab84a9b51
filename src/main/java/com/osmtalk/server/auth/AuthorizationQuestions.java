package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.osmtalk.api.AssistantScope;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client asks at {@code /authorize}, in the order that keeps an answer from going to the wrong place:
 * first who asks and where the answer would go, and only when both are good what is asked. Errors of that go to a
 * client that somebody has agreed to; anybody can register, and a link to this server must not lead on to a stranger's
 * site by itself (RFC 9700, section 4.11.2).
 */
public final class AuthorizationQuestions {
    /** What is given when a client asks for nothing in particular. */
    public static final List<AssistantScope> USUAL = List.of(AssistantScope.CALLS_READ, AssistantScope.CALLS_WRITE);

    private static final int MAX_STATE_LENGTH = 4_000;

    /** What S256 makes: 256 bits in Base64 without padding. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Clients clients;
    private final Clock clock;

    public AuthorizationQuestions(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** A question that can be put to a person, or else where the browser is sent with an error. */
    sealed interface Read {
        record Question(AuthorizationAsked asked) implements Read {}

        /** @param client its address, with the error */
        record Refused(URI client) implements Read {}

        /** Nowhere, since nobody knows the one who asks: a page of our own tells. */
        record Unanswerable(Reason reason) implements Read {}
    }

    /** Why the browser is not sent back, by the names that the page {@code /connect} knows. */
    enum Reason {
        UNKNOWN_CLIENT,
        CLIENT_DOCUMENT,
        REDIRECT_URI,
        INVALID_REQUEST
    }

    /**
     * @param parameters of the query
     * @param base where the client reaches this server
     */
    Read read(Map<String, List<String>> parameters, String base) {
        String clientId = only(parameters, "client_id");
        Optional<OAuthClient> found;
        try {
            found = clientId == null ? Optional.empty() : clients.find(clientId);
        } catch (OAuthRefusal e) {
            return new Read.Unanswerable(Reason.CLIENT_DOCUMENT);
        }
        if (found.isEmpty()) {
            return new Read.Unanswerable(Reason.UNKNOWN_CLIENT);
        }
        OAuthClient client = found.get();
        String redirectUri = only(parameters, "redirect_uri");
        if (redirectUri == null || !RedirectUris.isOneOf(client.redirectUris(), redirectUri)) {
            return new Read.Unanswerable(Reason.REDIRECT_URI);
        }
        String state = only(parameters, "state");
        try {
            return new Read.Question(question(client, redirectUri, state, parameters, base));
        } catch (OAuthRefusal e) {
            return clients.isAgreedTo(client, redirectUri)
                    ? new Read.Refused(Consents.refusal(redirectUri, state, base, e.error()))
                    : new Read.Unanswerable(Reason.INVALID_REQUEST);
        }
    }

    private AuthorizationAsked question(
            OAuthClient client,
            String redirectUri,
            @Nullable String state,
            Map<String, List<String>> parameters,
            String base) {
        AuthorizationRequest request = parse(parameters);
        if (!ResponseType.CODE.equals(request.getResponseType())) {
            throw refused(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code");
        }
        if (request.getResponseMode() != null && !ResponseMode.QUERY.equals(request.getResponseMode())) {
            throw refused(OAuth2Error.INVALID_REQUEST, "response_mode must be query, or be left out");
        }
        if (request.getRequestObject() != null || request.getRequestURI() != null) {
            throw refused(OAuth2Error.REQUEST_NOT_SUPPORTED, "request objects are not taken");
        }
        if (state != null && state.length() > MAX_STATE_LENGTH) {
            throw refused(OAuth2Error.INVALID_REQUEST, "state is too long");
        }
        if (request.getCodeChallenge() == null
                || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
                || !CHALLENGE.matcher(request.getCodeChallenge().getValue()).matches()) {
            throw refused(OAuth2Error.INVALID_REQUEST, "a code_challenge with code_challenge_method=S256 is required");
        }
        List<URI> resources = request.getResources() == null ? List.of() : request.getResources();
        if (resources.size() != 1 || !Resources.isOurs(base, resources.get(0).toString())) {
            throw refused(OAuth2Error.INVALID_TARGET, "resource must be " + base + "/mcp");
        }
        return new AuthorizationAsked(
                client.id(),
                client.name(),
                redirectUri,
                state,
                scopes(request.getScope()),
                resources.get(0).toString(),
                request.getCodeChallenge().getValue(),
                base,
                clock.instant().plus(Consents.LIFETIME));
    }

    private static AuthorizationRequest parse(Map<String, List<String>> parameters) {
        try {
            return AuthorizationRequest.parse(parameters);
        } catch (ParseException e) {
            ErrorObject error = e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject();
            throw refused(error, ErrorObject.removeIllegalChars(String.valueOf(e.getMessage())));
        }
    }

    /** Those that are known; others, such as {@code offline_access}, are ignored (RFC 6749, section 3.3). */
    private static List<AssistantScope> scopes(@Nullable Scope asked) {
        if (asked == null || asked.isEmpty()) {
            return USUAL;
        }
        List<AssistantScope> known = asked.toStringList().stream()
                .map(AssistantScope::of)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        if (known.isEmpty()) {
            throw refused(OAuth2Error.INVALID_SCOPE, "scope must name some of calls:read, calls:write, manage");
        }
        return known;
    }

    /** A parameter that is there once; null when it is not, or more than once. */
    private static @Nullable String only(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 && !values.get(0).isEmpty() ? values.get(0) : null;
    }

    private static OAuthRefusal refused(ErrorObject error, String sentence) {
        return new OAuthRefusal(error, sentence);
    }
}
