package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.Json;
import com.osmtalk.server.http.NetworkAddress;
import com.osmtalk.server.http.Rate;
import com.osmtalk.server.http.ServletMount;
import com.osmtalk.server.http.Throttle;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.DatabaseDamagedException;
import com.osmtalk.server.store.DatabaseUnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that OAuth clients know, as a servlet of their own beside the API's routes: their bodies are forms,
 * their errors OAuth's, parameters that they don't know are ignored, and pages of other sites may use all but the one
 * that a person is sent to, since clients run in browsers too.
 */
public final class OAuthRoutes extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthRoutes.class);

    private static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final String AUTHORIZE = "/authorize";
    private static final String TOKEN = "/token";
    private static final String REGISTER = "/register";
    private static final String REVOKE = "/revoke";
    private static final int MAX_BODY = 64 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final transient @Nullable URI publicUrl;
    private final transient Clients clients;
    private final transient AuthorizationQuestions questions;
    private final transient Consents consents;
    private final transient Grants grants;
    private final transient SecretGenerator secrets = new SecretGenerator();
    private final transient Throttle questionsOfAddress = new Throttle(new Rate(600, 300));
    private final transient Throttle exchangesOfAddress = new Throttle(new Rate(600, 300));
    private final transient Throttle registrationsOfAddress = new Throttle(new Rate(60, 60));

    /** @param publicUrl where others reach this server; null: as they say */
    public OAuthRoutes(
            @Nullable URI publicUrl,
            Clients clients,
            AuthorizationQuestions questions,
            Consents consents,
            Grants grants) {
        this.publicUrl = publicUrl;
        this.clients = clients;
        this.questions = questions;
        this.consents = consents;
        this.grants = grants;
    }

    public List<ServletMount> mounts() {
        return List.of(
                new ServletMount(this, METADATA + "/*"),
                new ServletMount(this, AUTHORIZE),
                new ServletMount(this, TOKEN),
                new ServletMount(this, REGISTER),
                new ServletMount(this, REVOKE));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean forPeople = request.getServletPath().equals(AUTHORIZE);
        response.setHeader("Cache-Control", "no-store");
        if (!forPeople) {
            allowAnyPage(response);
        }
        try {
            if (!forPeople && request.getMethod().equals("OPTIONS")) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
            answer(request, response);
        } catch (OAuthRefusal e) {
            refuse(response, e.error());
        } catch (Problem e) {
            if (e.kind() == ProblemKind.LIMIT_REACHED && e.retryAfter() != null) {
                Duration wait = Objects.requireNonNull(e.retryAfter());
                response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
            }
            unavailable(request, response, TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
        } catch (DatabaseUnavailableException | DatabaseDamagedException e) {
            response.setHeader("Retry-After", "5");
            unavailable(
                    request,
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The server's database is not available at the moment.");
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.getServletPath(), e);
            refuse(response, OAuth2Error.SERVER_ERROR);
        }
    }

    /** A person gets a page, a program what it can read. */
    private void unavailable(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        if (request.getServletPath().equals(AUTHORIZE)) {
            redirect(response, base(request) + "/connect?error=unavailable");
        } else {
            refuse(response, new ErrorObject("temporarily_unavailable", sentence, status));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case AUTHORIZE -> {
                requireMethod(request, response, "GET");
                authorize(request, response);
            }
            case TOKEN -> {
                requireMethod(request, response, "POST");
                exchangesOfAddress.take(NetworkAddress.of(request));
                json(response, HttpServletResponse.SC_OK, token(read(request)));
            }
            case REGISTER -> {
                requireMethod(request, response, "POST");
                registrationsOfAddress.take(NetworkAddress.of(request));
                json(response, HttpServletResponse.SC_CREATED, clients.register(object(read(request))));
            }
            case REVOKE -> {
                requireMethod(request, response, "POST");
                exchangesOfAddress.take(NetworkAddress.of(request));
                revoke(read(request));
                response.setStatus(HttpServletResponse.SC_OK);
            }
            default -> {
                requireMethod(request, response, "GET");
                response.setHeader("Cache-Control", "public, max-age=300");
                json(response, HttpServletResponse.SC_OK, metadata(base(request)));
            }
        }
    }

    // ---- metadata (RFC 8414)

    private static Map<String, Object> metadata(String issuer) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", issuer + AUTHORIZE);
        metadata.put("token_endpoint", issuer + TOKEN);
        metadata.put("registration_endpoint", issuer + REGISTER);
        metadata.put("revocation_endpoint", issuer + REVOKE);
        List<String> methods = List.of("none", "client_secret_post", "client_secret_basic");
        metadata.put(
                "scopes_supported",
                Arrays.stream(AssistantScope.values())
                        .map(AssistantScope::value)
                        .toList());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", methods);
        metadata.put("revocation_endpoint_auth_methods_supported", methods);
        metadata.put("client_id_metadata_document_supported", true);
        metadata.put("authorization_response_iss_parameter_supported", true);
        return metadata;
    }

    // ---- the question

    private void authorize(HttpServletRequest request, HttpServletResponse response) {
        questionsOfAddress.take(NetworkAddress.of(request));
        String base = base(request);
        Map<String, List<String>> parameters = URLUtils.parseParameters(request.getQueryString());
        AuthorizationQuestions.Read read = questions.read(parameters, base);
        if (read instanceof AuthorizationQuestions.Read.Question question) {
            String browser =
                    BrowserCookie.of(request.getHeader("Cookie")).orElseGet(() -> BrowserCookie.fresh(secrets));
            response.addHeader("Set-Cookie", BrowserCookie.header(browser, base.startsWith("https:")));
            redirect(response, base + "/connect?request=" + consents.ask(question.asked(), browser));
        } else if (read instanceof AuthorizationQuestions.Read.Refused refused) {
            redirect(response, refused.client().toString());
        } else if (read instanceof AuthorizationQuestions.Read.Unanswerable unanswerable) {
            redirect(
                    response,
                    base + "/connect?error=" + unanswerable.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    // ---- tokens

    private Map<String, Object> token(HTTPRequest http) {
        TokenRequest request;
        try {
            request = TokenRequest.parse(http);
        } catch (ParseException e) {
            throw refusal(e);
        }
        String clientId = authenticated(request.getClientAuthentication(), request.getClientID());
        List<String> resources = request.getResources() == null
                ? List.of()
                : request.getResources().stream().map(URI::toString).toList();
        Grants.Tokens tokens = tokens(request, clientId, resources);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.access());
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Grants.ACCESS_LIFETIME.toSeconds());
        answer.put("refresh_token", tokens.refresh());
        answer.put("scope", tokens.scopes().stream().map(AssistantScope::value).collect(Collectors.joining(" ")));
        return answer;
    }

    private Grants.Tokens tokens(TokenRequest request, String clientId, List<String> resources) {
        AuthorizationGrant grant = request.getAuthorizationGrant();
        if (grant instanceof AuthorizationCodeGrant code) {
            return grants.redeem(
                    code.getAuthorizationCode().getValue(),
                    clientId,
                    Optional.ofNullable(code.getRedirectionURI())
                            .map(URI::toString)
                            .orElse(null),
                    code.getCodeVerifier() == null
                            ? null
                            : code.getCodeVerifier().getValue(),
                    resources);
        }
        if (grant instanceof RefreshTokenGrant refresh) {
            return grants.refresh(
                    refresh.getRefreshToken().getValue(),
                    clientId,
                    request.getScope() == null ? List.of() : request.getScope().toStringList(),
                    resources);
        }
        throw new OAuthRefusal(
                OAuth2Error.UNSUPPORTED_GRANT_TYPE, "grant_type must be authorization_code or refresh_token");
    }

    private void revoke(HTTPRequest http) {
        TokenRevocationRequest request;
        try {
            request = TokenRevocationRequest.parse(http);
        } catch (ParseException e) {
            throw refusal(e);
        }
        String clientId = authenticated(request.getClientAuthentication(), request.getClientID());
        grants.revoke(request.getToken().getValue(), clientId);
    }

    /** @throws OAuthRefusal {@code invalid_client}, on which clients register again */
    private String authenticated(@Nullable ClientAuthentication authentication, @Nullable ClientID named) {
        String id = authentication != null
                ? authentication.getClientID().getValue()
                : named == null ? "" : named.getValue();
        boolean other = authentication != null && !(authentication instanceof PlainClientSecret);
        String secret = authentication instanceof PlainClientSecret plain
                ? plain.getClientSecret().getValue()
                : null;
        if (other || !clients.isAuthentic(id, secret)) {
            throw new OAuthRefusal(
                    OAuth2Error.INVALID_CLIENT, "This client is not registered here, or its secret is wrong.");
        }
        return id;
    }

    private static OAuthRefusal refusal(ParseException e) {
        ErrorObject error = e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject();
        return new OAuthRefusal(error, ErrorObject.removeIllegalChars(String.valueOf(e.getMessage())));
    }

    // ---- HTTP

    private static HTTPRequest read(HttpServletRequest request) throws IOException {
        try {
            return JakartaServletUtils.createHTTPRequest(request, MAX_BODY);
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal(OAuth2Error.INVALID_REQUEST, "This is not a valid request.");
        }
    }

    private static Map<String, Object> object(HTTPRequest request) {
        try {
            Map<String, Object> object =
                    Json.MAPPER.readValue(request.getBody() == null ? "" : request.getBody(), Json.MAP);
            if (object != null) {
                return object;
            }
        } catch (IOException e) {
            LOG.debug("a registration is not JSON: {}", e.toString());
        }
        throw new OAuthRefusal(RegistrationError.INVALID_CLIENT_METADATA, "The body must be a JSON object.");
    }

    private static void requireMethod(HttpServletRequest request, HttpServletResponse response, String method) {
        if (!request.getMethod().equals(method)) {
            response.setHeader("Allow", method);
            throw new OAuthRefusal(
                    new ErrorObject("invalid_request", "", HttpServletResponse.SC_METHOD_NOT_ALLOWED),
                    "This address accepts " + method + " only.");
        }
    }

    /**
     * Where the client reaches this server, which is the issuer that it knows: the public URL, of which a proxy may not
     * tell, or else as the client wrote it. MCP's own metadata names it so too.
     */
    private String base(HttpServletRequest request) {
        if (publicUrl != null && publicUrl.getHost().equalsIgnoreCase(request.getServerName())) {
            return publicUrl.toString();
        }
        String host = request.getHeader("Host");
        return request.getScheme() + "://" + (host == null ? request.getServerName() : host);
    }

    /** Nothing here goes by a cookie, so a page of another site learns no more than its own program would. */
    private static void allowAnyPage(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Allow-Methods", "GET, POST");
        response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, mcp-protocol-version");
        response.setHeader("Access-Control-Expose-Headers", "retry-after, www-authenticate");
        response.setHeader("Access-Control-Max-Age", "600");
    }

    private static void redirect(HttpServletResponse response, String to) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", to);
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static void refuse(HttpServletResponse response, ErrorObject error) throws IOException {
        int status = error.getHTTPStatusCode() >= 400 ? error.getHTTPStatusCode() : HttpServletResponse.SC_BAD_REQUEST;
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"osmtalk\"");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.getCode());
        if (error.getDescription() != null && !error.getDescription().isEmpty()) {
            body.put("error_description", error.getDescription());
        }
        json(response, status, body);
    }

    private static void json(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = Json.STRICT.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
