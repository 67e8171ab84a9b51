package com.osmtalk.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The osmTalk API, typed. {@link #widget()} takes an API key, {@link #account()} a session token or an API key. Safe for
 * many threads; one instance keeps its connections for all of them, and opens none before the first request.
 *
 * <p>Every method throws {@link ApiException} for an answer that is an error, {@link UnknownOutcomeException} when a request
 * that changes something was sent and nobody can tell whether it was carried out, and {@link IllegalArgumentException} for
 * a blank id or an idempotency key that is no header value, before anything is sent. Requests that read, and those that
 * carry an idempotency key, are repeated when the server is unreachable or overloaded; any other is sent once.
 */
public final class OsmTalkClient implements AutoCloseable {
    public static final URI PRODUCTION = URI.create("https://api.osmtalk.com");

    private final Connections connections;
    private final boolean ownsConnections;
    private final Supplier<URI> baseUrl;
    private final Credentials credentials;
    private final Patience patience;
    private final Time time;

    private OsmTalkClient(Builder builder) {
        this(
                new Connections(builder.connectTimeout, builder.responseTimeout),
                true,
                builder.baseUrl,
                new Credentials(builder.apiKey, builder.sessionToken, builder.organizationId),
                new Patience(builder.deadline, builder.attempts),
                builder.time);
    }

    private OsmTalkClient(
            Connections connections,
            boolean ownsConnections,
            Supplier<URI> baseUrl,
            Credentials credentials,
            Patience patience,
            Time time) {
        this.connections = connections;
        this.ownsConnections = ownsConnections;
        this.baseUrl = baseUrl;
        this.credentials = credentials;
        this.patience = patience;
        this.time = time;
    }

    public static Builder builder() {
        return new Builder();
    }

    public WidgetApi widget() {
        return new WidgetApi(transport(credentials.widgetHeaders()));
    }

    public AccountApi account() {
        return new AccountApi(transport(credentials.accountHeaders()), transport(Credentials.NONE));
    }

    /**
     * The same server for somebody else: a client with this API key and nothing else of this one's credentials. It costs
     * nothing, uses this client's connections and ends with it; closing it does nothing.
     */
    public OsmTalkClient withApiKey(String key) {
        return withApiKey(key, null);
    }

    /** As {@link #withApiKey(String)}, for one of the organisations that the key is good for; null: its own. */
    public OsmTalkClient withApiKey(String key, @Nullable String organizationId) {
        return with(new Credentials(key, null, organizationId));
    }

    /** As {@link #withApiKey(String)}, with a session token and the organisation it acts for; null: the user's first. */
    public OsmTalkClient withSession(String token, @Nullable String organizationId) {
        return with(new Credentials(null, token, organizationId));
    }

    /** Ends what is under way and closes the connections. */
    @Override
    public void close() {
        if (ownsConnections) {
            connections.close();
        }
    }

    private OsmTalkClient with(Credentials other) {
        return new OsmTalkClient(connections, false, baseUrl, other, patience, time);
    }

    private ApiTransport transport(Map<String, String> headers) {
        return new ApiTransport(connections, baseUrl, headers, patience, time);
    }

    public static final class Builder {
        private Supplier<URI> baseUrl = () -> PRODUCTION;
        private @Nullable String apiKey;
        private @Nullable String sessionToken;
        private @Nullable String organizationId;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration responseTimeout = Duration.ofSeconds(30);
        private Duration deadline = Duration.ofSeconds(45);
        private int attempts = 5;
        private Time time = Time.SYSTEM;

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

        /** Asked anew for every attempt, for a server that may move. */
        public Builder baseUrl(Supplier<URI> url) {
            this.baseUrl = url;
            return this;
        }

        /** Blank counts as none. */
        public Builder apiKey(@Nullable String key) {
            this.apiKey = key;
            return this;
        }

        /** Wins over the API key on the account routes; blank counts as none. */
        public Builder sessionToken(@Nullable String token) {
            this.sessionToken = token;
            return this;
        }

        /** Which of the user's organisations to act for; the server's choice unless set. */
        public Builder organizationId(@Nullable String id) {
            this.organizationId = id;
            return this;
        }

        /** For one connection to one address; 5 s unless set. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /** The longest silence of a server that has the request; 30 s unless set. */
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

        Builder time(Time time) {
            this.time = time;
            return this;
        }

        /** @throws IllegalArgumentException when a timeout is not positive, or a key is no header value */
        public OsmTalkClient build() {
            return new OsmTalkClient(this);
        }
    }
}
