package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs that may ask people for access: those that register themselves (RFC 7591), and those whose id is the
 * address of a document about them. Nobody has checked either; what tells a person who asks is where the answer goes.
 */
public final class Clients {
    /** A client connects within minutes of its registration. */
    private static final Duration UNUSED_FOR = Duration.ofHours(24);

    private static final int MOST_UNUSED = 10_000;
    private static final int MAX_REDIRECT_URIS = 20;
    private static final int NAME_LENGTH = 80;
    private static final List<String> GRANTS = List.of("authorization_code", "refresh_token");
    private static final List<String> METHODS = List.of("none", "client_secret_post", "client_secret_basic");

    private final OAuthClientStore store;
    private final ConnectionStore connections;
    private final ClientDocuments documents;
    private final Clock clock;
    private final SecretGenerator secrets = new SecretGenerator();

    public Clients(Database database, ClientDocuments documents, Clock clock) {
        this.store = new OAuthClientStore(database);
        this.connections = new ConnectionStore(database);
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * A client that asks a person.
     *
     * @throws OAuthRefusal with what is wrong with its document
     */
    Optional<OAuthClient> find(String id) {
        return isDocument(id) ? Optional.of(documents.require(id)) : store.find(id);
    }

    /** Whether it is one that we know, or somebody has connected it and was shown that answers go there. */
    boolean isAgreedTo(OAuthClient client, String redirectUri) {
        return ClientDocuments.isPinned(client.id())
                || connections.isConnected(client.id(), RedirectUris.shown(redirectUri));
    }

    /**
     * Whether a client is who it says: knows the secret that it was given, or never had one.
     *
     * @param secret null: it has sent none
     */
    boolean isAuthentic(String id, @Nullable String secret) {
        if (isDocument(id)) {
            return secret == null;
        }
        return store.find(id)
                .filter(client -> client.secretHash() == null
                        ? secret == null
                        : secret != null && isSame(client.secretHash(), SecretGenerator.hash(secret)))
                .isPresent();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Registers a client.
     *
     * @param asked its metadata; what is not known here is left out of the answer (RFC 7591, section 2)
     * @return what was registered, without empty members, on which clients have failed
     * @throws OAuthRefusal {@code invalid_redirect_uri}, {@code invalid_client_metadata}
     */
    Map<String, Object> register(Map<String, Object> asked) {
        List<String> redirectUris = redirectUris(asked.get("redirect_uris"));
        requireAmong(asked.get("grant_types"), "authorization_code", "grant_types");
        requireAmong(asked.get("response_types"), "code", "response_types");
        String method = asked.get("token_endpoint_auth_method") instanceof String given && !given.isEmpty()
                ? given
                : "client_secret_basic";
        if (!METHODS.contains(method)) {
            throw new OAuthRefusal(
                    RegistrationError.INVALID_CLIENT_METADATA,
                    "token_endpoint_auth_method must be one of " + String.join(", ", METHODS));
        }
        String secret = method.equals("none") ? null : secrets.token("ocs_");
        OAuthClient client = new OAuthClient(
                Ids.next("oac"),
                name(asked.get("client_name"), redirectUris.get(0)),
                redirectUris,
                secret == null ? null : SecretGenerator.hash(secret));
        store.insert(client, clock.millis());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", client.id());
        answer.put("client_id_issued_at", clock.instant().getEpochSecond());
        if (secret != null) {
            answer.put("client_secret", secret);
            answer.put("client_secret_expires_at", 0);
        }
        answer.put("client_name", client.name());
        answer.put("redirect_uris", redirectUris);
        answer.put("grant_types", GRANTS);
        answer.put("response_types", List.of("code"));
        answer.put("token_endpoint_auth_method", method);
        return answer;
    }

    private static List<String> redirectUris(@Nullable Object given) {
        if (!(given instanceof List<?> list) || list.isEmpty() || list.size() > MAX_REDIRECT_URIS) {
            throw new OAuthRefusal(
                    RegistrationError.INVALID_REDIRECT_URI,
                    "redirect_uris must be a list of 1 to " + MAX_REDIRECT_URIS + " addresses");
        }
        for (Object one : list) {
            RedirectUris.fault(String.valueOf(one)).ifPresent(fault -> {
                throw new OAuthRefusal(RegistrationError.INVALID_REDIRECT_URI, "a redirect URI " + fault);
            });
        }
        return list.stream().map(String::valueOf).distinct().toList();
    }

    private static void requireAmong(@Nullable Object given, String needed, String member) {
        if (given != null && !(given instanceof List<?> list && (list.isEmpty() || list.contains(needed)))) {
            throw new OAuthRefusal(
                    RegistrationError.INVALID_CLIENT_METADATA, member + " must contain " + needed + ", or be left out");
        }
    }

    /** As a person reads it: one line of a bearable length, and nothing that turns or hides what stands beside it. */
    static String name(@Nullable Object given, String redirectUri) {
        String name = given instanceof String text
                ? text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip()
                : "";
        if (name.isEmpty()) {
            return RedirectUris.shown(redirectUri);
        }
        return name.codePointCount(0, name.length()) <= NAME_LENGTH
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_LENGTH)) + "…";
    }

    static boolean isDocument(String id) {
        return id.startsWith("https://");
    }

    /** Deletes registrations that nobody has connected with. @return how many those were */
    public int purge() {
        return store.purge(clock.millis() - UNUSED_FOR.toMillis(), MOST_UNUSED);
    }
}
