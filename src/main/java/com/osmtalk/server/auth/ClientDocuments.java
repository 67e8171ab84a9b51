package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.osmtalk.api.Json;
import com.osmtalk.voice.http.BoundedResponse;
import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents in which clients describe themselves, at the address that is their id (OAuth client id metadata
 * documents). Anybody may name any address, so it is fetched as a webhook's is: over https, from public addresses
 * alone, which are checked when the connection is made; no redirects, a short time, and a small body.
 *
 * <p>The documents of assistants that many people use are known here: their sites answer servers in data centres with
 * a bot check, and a person should not have to wait for what does not change.
 */
public final class ClientDocuments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientDocuments.class);
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ID_LENGTH = 500;
    private static final int MAX_KNOWN = 1_000;
    private static final int MAX_REDIRECT_URIS = 20;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WHEN_BAD = Duration.ofMinutes(1);

    private static final Map<String, OAuthClient> PINNED = Map.of(
            "https://claude.ai/oauth/mcp-oauth-client-metadata",
            new OAuthClient(
                    "https://claude.ai/oauth/mcp-oauth-client-metadata",
                    "Claude",
                    List.of("https://claude.ai/api/mcp/auth_callback", "https://claude.com/api/mcp/auth_callback"),
                    null),
            "https://claude.ai/oauth/claude-code-client-metadata",
            new OAuthClient(
                    "https://claude.ai/oauth/claude-code-client-metadata",
                    "Claude Code",
                    List.of("http://localhost/callback", "http://127.0.0.1/callback"),
                    null));

    private final DnsResolver resolver;
    private final Clock clock;
    private final ExecutorService lookups = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "client-document");
        thread.setDaemon(true);
        return thread;
    });

    /** In order of last use. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    /** Null before the first document: most servers never fetch one. */
    private @Nullable CloseableHttpAsyncClient client;

    private boolean closed;

    /** @param client null: it could not be had, for a reason that is told */
    private record Known(@Nullable OAuthClient client, String fault, Instant until) {}

    public ClientDocuments(Clock clock) {
        this(new PublicAddressResolver(), clock);
    }

    ClientDocuments(DnsResolver resolver, Clock clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    /** Whether a client is one of those that are known here. */
    static boolean isPinned(String id) {
        return PINNED.containsKey(id);
    }

    /** @throws OAuthRefusal when there is no good document at this address */
    OAuthClient require(String id) {
        OAuthClient pinned = PINNED.get(id);
        if (pinned != null) {
            return pinned;
        }
        if (!isAddress(id)) {
            throw refused("The client's id is no address of a document about it.");
        }
        Known found;
        synchronized (known) {
            found = known.get(id);
        }
        if (found == null || !clock.instant().isBefore(found.until())) {
            found = fetch(id);
            synchronized (known) {
                known.put(id, found);
            }
        }
        if (found.client() == null) {
            throw refused(found.fault());
        }
        return found.client();
    }

    /** An address that stands for one document and no other: no fragment, no user, no way up, and a path. */
    private static boolean isAddress(String id) {
        try {
            URI uri = new URI(id);
            String path = uri.getRawPath();
            return id.length() <= MAX_ID_LENGTH
                    && "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && path != null
                    && path.length() > 1
                    && uri.normalize().equals(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Known fetch(String id) {
        try {
            BoundedResponse answer = CompletableFuture.supplyAsync(() -> ask(id), lookups)
                    .thenCompose(asked -> asked)
                    .orTimeout(TIME.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (answer.status() != 200) {
                return bad("The client's document could not be fetched: its site answered " + answer.status() + ".");
            }
            if (answer.text().length() > MAX_BYTES) {
                return bad("The client's document is larger than 64 kB.");
            }
            return read(id, answer.text());
        } catch (RuntimeException e) {
            LOG.info("The client document at {} could not be fetched: {}", id, e.toString());
            return bad("The client's document could not be fetched from "
                    + URI.create(id).getHost() + ".");
        }
    }

    private CompletableFuture<BoundedResponse> ask(String id) {
        return BoundedResponse.ask(
                client(),
                SimpleRequestBuilder.get(URI.create(id))
                        .setHeader("Accept", "application/json")
                        .build(),
                MAX_BYTES + 1,
                TIME);
    }

    private synchronized CloseableHttpAsyncClient client() {
        if (closed) {
            throw new IllegalStateException("the server is stopping");
        }
        if (client == null) {
            Timeout silence = Timeout.of(TIME);
            client = HttpClients.start("client-documents", resolver, silence, silence);
        }
        return client;
    }

    private Known read(String id, String text) {
        Map<String, Object> document;
        try {
            document = Json.MAPPER.readValue(text, Json.MAP);
        } catch (IOException e) {
            return bad("The client's document is not JSON.");
        }
        if (document == null || !id.equals(document.get("client_id"))) {
            return bad("The client's document is about another client than the one that names it.");
        }
        Object method = document.getOrDefault("token_endpoint_auth_method", "none");
        if (!"none".equals(method)) {
            return bad("The client's document asks for a way to prove itself that this server does not have.");
        }
        if (!(document.get("redirect_uris") instanceof List<?> list)
                || list.isEmpty()
                || list.size() > MAX_REDIRECT_URIS
                || list.stream()
                        .anyMatch(uri -> RedirectUris.fault(String.valueOf(uri)).isPresent())) {
            return bad("The client's document has no redirect URIs that answers may be sent to.");
        }
        List<String> redirectUris = list.stream().map(String::valueOf).toList();
        OAuthClient client =
                new OAuthClient(id, Clients.name(document.get("client_name"), redirectUris.get(0)), redirectUris, null);
        return new Known(client, "", clock.instant().plus(KEPT));
    }

    private Known bad(String fault) {
        return new Known(null, fault, clock.instant().plus(KEPT_WHEN_BAD));
    }

    private static OAuthRefusal refused(String sentence) {
        return new OAuthRefusal(OAuth2Error.INVALID_CLIENT, sentence);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            HttpClients.stop(client);
        }
        lookups.shutdownNow();
    }
}
