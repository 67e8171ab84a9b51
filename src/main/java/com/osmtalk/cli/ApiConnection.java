package com.osmtalk.cli;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.guard.GuardSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The API that this process talks to: the one that key or URL name, or else the bundled server of the home, which this
 * process then helps to keep running.
 */
final class ApiConnection implements AutoCloseable {
    /** MCP clients wait for a minute at most, and a tool may have to make several requests. */
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final int UNAUTHENTICATED = 401;
    private static final String KEY_PREFIX = "osm_";

    private final Supplier<URI> url;
    private final Supplier<String> apiKey;
    private final @Nullable String organizationId;
    private final @Nullable BundledServer bundled;
    private final @Nullable GuardVeto veto;

    private ApiConnection(
            Supplier<URI> url,
            Supplier<String> apiKey,
            @Nullable String organizationId,
            @Nullable BundledServer bundled,
            @Nullable GuardVeto veto) {
        this.url = url;
        this.apiKey = apiKey;
        this.organizationId = organizationId;
        this.bundled = bundled;
        this.veto = veto;
    }

    /**
     * @param rules what a bundled server asks, where it runs here, before it dials calls for later
     * @throws UsageException when a URL is given without a key
     */
    static ApiConnection open(ClientOptions client, ServerOptions server, Supplier<GuardSettings> rules) {
        Optional<String> key = client.apiKey();
        if (key.isPresent()) {
            URI url = client.apiUrl();
            return new ApiConnection(() -> url, key::get, client.organizationId(), null, null);
        }
        if (client.hasApiUrl()) {
            throw new UsageException("OSMTALK_API_URL is set but OSMTALK_API_KEY is not."
                    + " Set the key, or unset the URL to use the bundled server.");
        }
        GuardVeto veto = new GuardVeto(rules);
        BundledServer bundled = BundledServer.join(server.onAnyPorts(), veto);
        return new ApiConnection(bundled::url, bundled::localKey, client.organizationId(), bundled, veto);
    }

    /** Does something with the API that the settings of a command name. @return the exit code */
    static int use(CommandSpec command, ToIntFunction<OsmTalkClient> work) {
        McpOptions options = new McpOptions(OsmTalkCommand.settings(command));
        try (ApiConnection connection = options.connection();
                OsmTalkClient api = connection.client()) {
            return used(work, api, connection);
        } catch (ApiException e) {
            String advice = e.status() == 0 ? options.network().adviceOn(e).orElse("") : "";
            throw new IllegalStateException(advice.isEmpty() ? e.getMessage() : e.getMessage() + " " + advice, e);
        }
    }

    private static int used(ToIntFunction<OsmTalkClient> work, OsmTalkClient api, ApiConnection connection) {
        try {
            return work.applyAsInt(api);
        } catch (ApiException e) {
            if (e.status() != UNAUTHENTICATED) {
                throw e;
            }
            throw new IllegalStateException(connection.keyFault(e) + " " + connection.adviceOnKey(), e);
        }
    }

    /** Waits while the bundled server starts. */
    URI url() {
        return url.get();
    }

    /** Waits while the bundled server starts. */
    String apiKey() {
        return apiKey.get();
    }

    /** The one to act for; null: the key's own. */
    @Nullable
    String organizationId() {
        return organizationId;
    }

    OsmTalkClient client() {
        return OsmTalkClient.builder()
                .baseUrl(url)
                .apiKey(apiKey())
                .organizationId(organizationId)
                .deadline(DEADLINE)
                .build();
    }

    /** Why the key was refused with 401: a server takes what does not begin as keys do for the token of a session. */
    String keyFault(ApiException refusal) {
        return apiKey().startsWith(KEY_PREFIX)
                ? String.valueOf(refusal.getMessage())
                : "The API key that is set is not known: keys begin with " + KEY_PREFIX + " and this does not.";
    }

    /** What to do when the key is refused. */
    String adviceOnKey() {
        return bundled == null
                ? "Set OSMTALK_API_KEY to a key of " + url.get() + " that is enabled; a bundled server makes one with:"
                        + " osmtalk keys create --name NAME"
                : "Start again: the bundled server makes itself a new key.";
    }

    /** What to look at when nothing is there to be asked. */
    String adviceOnFailure() {
        return bundled == null
                ? "Look at OSMTALK_API_URL and OSMTALK_API_KEY."
                : "No key is set, so the bundled server of " + bundled.home() + " is used. Look at its folder"
                        + " (OSMTALK_HOME) and its database.";
    }

    String description() {
        return bundled == null
                ? "a key for " + url.get()
                : "no key is set, so the bundled server is used: " + bundled.home();
    }

    @Override
    public void close() {
        if (bundled != null) {
            bundled.close();
        }
        if (veto != null) {
            veto.close();
        }
    }
}
