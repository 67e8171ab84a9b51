package com.osmtalk.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The osmTalk API, typed: every operation of {@code openapi.yaml} that a program may use is a method here. {@link
 * #widget()} takes an API key, {@link #account()} a session token or an API key. Safe for use by many threads; one
 * instance keeps its connections for all of them, and opens none before the first request.
 *
 * <p><b>Errors.</b> Every method throws {@link ApiException} when the server answers with an error or can't be reached,
 * {@link UnknownOutcomeException} when a request that changes something was sent and nobody can tell whether it was
 * carried out, {@link IllegalArgumentException} for a blank id or an idempotency key that can't be sent as a header,
 * before anything is sent, and {@link IllegalStateException} once the client is closed.
 *
 * <p><b>Retries.</b> A request that reads, or that carries an idempotency key, is sent again when the server can't be
 * reached, does not answer, or answers 429, 502, 503 or 504: at most {@link Builder#attempts} times and within {@link
 * Builder#deadline}, with waits that double from half a second to four. A {@code Retry-After} of up to 30 seconds is
 * kept to; after a longer one the error is thrown immediately. Any other request is sent once.
 */
public final class OsmTalkClient implements AutoCloseable {
    public static final URI PRODUCTION = URI.create("https://api.osmtalk.com");

    private final Connections connections;
    private final boolean ownsConnections;
    private final Supplier<URI> baseUrl;
    private final Credentials credentials;
    private final Backoff backoff;
    private final TimeSource time;

    private OsmTalkClient(Builder builder) {
        this(
                new Connections(builder.connectTimeout, builder.responseTimeout),
                true,
                builder.baseUrl,
                new Credentials(builder.apiKey, builder.sessionToken, builder.organizationId),
                new Backoff(builder.deadline, builder.attempts),
                builder.time);
    }

    private OsmTalkClient(
            Connections connections,
            boolean ownsConnections,
            Supplier<URI> baseUrl,
            Credentials credentials,
            Backoff backoff,
            TimeSource time) {
        this.connections = connections;
        this.ownsConnections = ownsConnections;
        this.baseUrl = baseUrl;
        this.credentials = credentials;
        this.backoff = backoff;
        this.time = time;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What an API key may do: place, follow and list calls, list agents and numbers, read figures. */
    public WidgetApi widget() {
        return new WidgetApi(transport(credentials.widgetHeaders()));
    }

    /** Everything else of an organisation: agents, numbers, campaigns, billing, webhooks, members, keys. */
    public AccountApi account() {
        return new AccountApi(transport(credentials.accountHeaders()), transport(Credentials.NONE));
    }

    /**
     * The same server for somebody else: a client with this API key and nothing else of this one's credentials. It
     * costs nothing, uses this client's connections and ends with it; closing it does nothing.
     */
    public OsmTalkClient withApiKey(String key) {
        return withApiKey(key, null);
    }

    /** As {@link #withApiKey(String)}, for one of the organisations that the key is good for; null: its own. */
    public OsmTalkClient withApiKey(String key, @Nullable String organizationId) {
        return with(new Credentials(key, null, organizationId));
    }

    /**
     * As {@link #withApiKey(String)}, with a session token and the organisation it acts for; null: the user's first.
     */
    public OsmTalkClient withSession(String token, @Nullable String organizationId) {
        return with(new Credentials(null, token, organizationId));
    }

    /**
     * Loads what a request needs, so that the first one takes as long as any other: for a program that has nothing else
     * to do while its server starts. Sends nothing.
     */
    public void warmUp() {
        connections.warmUp();
    }

    /** Ends the requests that are under way and closes the connections; the client can't be used again. */
    @Override
    public void close() {
        if (ownsConnections) {
            connections.close();
        }
    }

    private OsmTalkClient with(Credentials other) {
        return new OsmTalkClient(connections, false, baseUrl, other, backoff, time);
    }

    private ApiTransport transport(Map<String, String> headers) {
        return new ApiTransport(connections, baseUrl, headers, backoff, time);
    }

    /** Settings of a client; each has a default that suits a program which talks to one server. */
    public static final class Builder {
        private Supplier<URI> baseUrl = () -> PRODUCTION;
        private @Nullable String apiKey;
        private @Nullable String sessionToken;
        private @Nullable String organizationId;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration responseTimeout = Duration.ofSeconds(30);
        private Duration deadline = Duration.ofSeconds(45);
        private int attempts = 5;
        private TimeSource time = TimeSource.SYSTEM;

        private Builder() {}

        /**
         * Where the API is; {@link #PRODUCTION} unless set. A path in it is kept as a prefix.
         *
         * @throws IllegalArgumentException when it is not an {@code http} or {@code https} address
         */
        public Builder baseUrl(URI url) {
            URI checked = BaseUrl.checked(url);
            return baseUrl(() -> checked);
        }

        /** Asked again for every attempt, for a server whose address may change while the client lives. */
        public Builder baseUrl(Supplier<URI> url) {
            this.baseUrl = url;
            return this;
        }

        /** Blank counts as none. */
        public Builder apiKey(@Nullable String key) {
            this.apiKey = key;
            return this;
        }

        /** Used instead of the API key on the account routes, where both are set; blank counts as none. */
        public Builder sessionToken(@Nullable String token) {
            this.sessionToken = token;
            return this;
        }

        /** Which of the user's organisations to act for; the server's choice unless set. */
        public Builder organizationId(@Nullable String id) {
            this.organizationId = id;
            return this;
        }

        /** For opening one connection to one address; 5 s unless set. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /** How long a server that has the request may send nothing before the attempt ends; 30 s unless set. */
        public Builder responseTimeout(Duration timeout) {
            this.responseTimeout = timeout;
            return this;
        }

        /** For a request with all its attempts and the waits between them; 45 s unless set. */
        public Builder deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /** How often a request that may be repeated is sent at most; 5 unless set. */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            return this;
        }

        Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /** @throws IllegalArgumentException when a timeout is not positive, or a key can't be sent as a header */
        public OsmTalkClient build() {
            return new OsmTalkClient(this);
        }
    }
}
