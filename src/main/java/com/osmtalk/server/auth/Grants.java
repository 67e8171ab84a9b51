package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.server.auth.GrantStore.Grant;
import com.osmtalk.server.auth.GrantStore.Kind;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What codes and tokens are good for. They are random and say nothing; what they stand for is looked up by their hash,
 * so that one that is revoked is good for nothing at once. All that came of one consent is a family: when a code or a
 * refresh token is used twice, one of the two who did has stolen it, nobody can tell which, and the family ends (RFC
 * 9700, sections 2.1.1 and 4.14.2).
 */
public final class Grants {
    public static final String ACCESS_PREFIX = "osa_";

    static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
    static final Duration ACCESS_LIFETIME = Duration.ofHours(1);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(60);

    private final Database database;
    private final GrantStore store;
    private final AssistantConnections connections;
    private final Clock clock;
    private final SecretGenerator secrets = new SecretGenerator();

    public Grants(Database database, AssistantConnections connections, Clock clock) {
        this.database = database;
        this.store = new GrantStore(database);
        this.connections = connections;
        this.clock = clock;
    }

    /** @param scopes what the access token is good for */
    record Tokens(String access, String refresh, List<AssistantScope> scopes) {}

    /** A code for the client of a connection, which begins a family. */
    String code(String connectionId, AuthorizationAsked asked, List<AssistantScope> scopes) {
        String code = secrets.token("osd_");
        store.insert(
                SecretGenerator.hash(code),
                new Grant(
                        Kind.CODE,
                        Ids.next("fam"),
                        connectionId,
                        asked.clientId(),
                        scopes,
                        asked.resource(),
                        asked.redirectUri(),
                        asked.codeChallenge(),
                        clock.instant().plus(CODE_LIFETIME),
                        false));
        return code;
    }

    /**
     * Tokens for a code.
     *
     * @param redirectUri may be left out (OAuth 2.1, section 10.2), else the one of the question
     * @param resources none, or the one of the question
     * @throws OAuthRefusal {@code invalid_grant}, {@code invalid_target}
     */
    Tokens redeem(
            String code,
            String clientId,
            @Nullable String redirectUri,
            @Nullable String verifier,
            List<String> resources) {
        String hash = SecretGenerator.hash(code);
        Grant grant = require(hash, Kind.CODE, clientId);
        if (redirectUri != null && !redirectUri.equals(grant.redirectUri())) {
            throw invalid("The redirect URI is another than the one that was asked with.");
        }
        if (!isVerified(Objects.requireNonNull(grant.codeChallenge()), verifier)) {
            throw invalid("The code verifier does not fit the challenge that was asked with.");
        }
        return exchange(hash, grant, grant.scopes(), resources);
    }

    /**
     * New tokens for a refresh token, which is used up.
     *
     * @param wanted null or empty: what it stands for; else less than that
     * @throws OAuthRefusal {@code invalid_grant}, {@code invalid_target}, {@code invalid_scope}
     */
    Tokens refresh(String token, String clientId, List<String> wanted, List<String> resources) {
        String hash = SecretGenerator.hash(token);
        Grant grant = require(hash, Kind.REFRESH, clientId);
        List<AssistantScope> scopes = wanted.stream()
                .map(AssistantScope::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!wanted.isEmpty() && (scopes.isEmpty() || !grant.scopes().containsAll(scopes))) {
            throw new OAuthRefusal(OAuth2Error.INVALID_SCOPE, "A refresh token gives what it stands for, or less.");
        }
        return exchange(hash, grant, wanted.isEmpty() ? grant.scopes() : scopes, resources);
    }

    private Grant require(String hash, Kind kind, String clientId) {
        Grant grant = store.find(hash)
                .filter(found -> found.kind() == kind && found.clientId().equals(clientId))
                .filter(found -> clock.instant().isBefore(found.expiresAt()))
                .orElseThrow(() -> invalid("It is not known, has expired, or is another client's."));
        if (grant.used()) {
            throw stolen(grant);
        }
        return grant;
    }

    private Tokens exchange(String hash, Grant grant, List<AssistantScope> scopes, List<String> resources) {
        if (resources.stream().anyMatch(resource -> !Resources.same(resource, grant.resource()))) {
            throw new OAuthRefusal(OAuth2Error.INVALID_TARGET, "This was given for another resource.");
        }
        return database.transaction(handle -> {
                    if (!connections.hold(grant.connectionId())) {
                        throw invalid("The person has ended this connection.");
                    }
                    return store.use(hash, clock.millis())
                            ? Optional.of(issue(grant, scopes))
                            : Optional.<Tokens>empty();
                })
                .orElseThrow(() -> stolen(grant));
    }

    private Tokens issue(Grant grant, List<AssistantScope> scopes) {
        Instant now = clock.instant();
        String access = secrets.token(ACCESS_PREFIX);
        String refresh = secrets.token("osr_");
        store.insert(SecretGenerator.hash(access), next(grant, Kind.ACCESS, scopes, now.plus(ACCESS_LIFETIME)));
        store.insert(
                SecretGenerator.hash(refresh), next(grant, Kind.REFRESH, grant.scopes(), now.plus(REFRESH_LIFETIME)));
        return new Tokens(access, refresh, scopes);
    }

    private static Grant next(Grant grant, Kind kind, List<AssistantScope> scopes, Instant expiresAt) {
        return new Grant(
                kind,
                grant.family(),
                grant.connectionId(),
                grant.clientId(),
                scopes,
                grant.resource(),
                null,
                null,
                expiresAt,
                false);
    }

    /** What an access token stands for; empty when it is good for nothing. */
    public Optional<AssistantAccess> access(String token) {
        return store.find(SecretGenerator.hash(token))
                .filter(grant -> grant.kind() == Kind.ACCESS && clock.instant().isBefore(grant.expiresAt()))
                .flatMap(grant -> connections.find(grant.connectionId()).map(connection -> access(connection, grant)));
    }

    private AssistantAccess access(AssistantConnection connection, Grant grant) {
        connections.used(connection.id());
        List<AssistantScope> scopes =
                grant.scopes().stream().filter(connection.scopes()::contains).toList();
        return new AssistantAccess(connections.credential(connection.id()), scopes);
    }

    /** Ends the family of a token, if it is this client's (RFC 7009). */
    void revoke(String token, String clientId) {
        store.find(SecretGenerator.hash(token))
                .filter(grant -> grant.clientId().equals(clientId))
                .ifPresent(this::end);
    }

    private void end(Grant grant) {
        database.transaction(handle -> {
            // or a token that is being exchanged just now would outlive its family
            connections.hold(grant.connectionId());
            store.endFamily(grant.family());
            return grant;
        });
    }

    private OAuthRefusal stolen(Grant grant) {
        end(grant);
        return invalid("It has been used before, so what came of it has been revoked. Connect again.");
    }

    private static boolean isVerified(String challenge, @Nullable String verifier) {
        if (verifier == null) {
            return false;
        }
        try {
            String computed = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                    .getValue();
            return MessageDigest.isEqual(
                    computed.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static OAuthRefusal invalid(String sentence) {
        return new OAuthRefusal(OAuth2Error.INVALID_GRANT, sentence);
    }

    /** Deletes what has expired. */
    public int purge() {
        return store.purge(clock.millis());
    }
}
