package com.osmtalk.client;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The osmTalk API, typed. {@link #widget()} takes an API key, {@link #account()} a session token or an API key. Safe for
 * many threads; one instance keeps its connections for all of them.
 *
 * <p>Every method throws {@link ApiException} for an answer that is an error, and {@link UnknownOutcomeException} when a
 * request that changes something was sent and its answer never came.
 */
public final class OsmTalkClient implements AutoCloseable {
    public static final URI PRODUCTION = URI.create("https://api.osmtalk.com");

    private final ApiTransport transport;

    private OsmTalkClient(Builder builder) {
        transport = new ApiTransport(builder.baseUrl, builder.apiKey, builder.sessionToken, builder.organizationId);
    }

    public static Builder builder() {
        return new Builder();
    }

    public WidgetApi widget() {
        return new WidgetApi(transport);
    }

    public AccountApi account() {
        return new AccountApi(transport);
    }

    @Override
    public void close() {
        transport.close();
    }

    public static final class Builder {
        private Supplier<URI> baseUrl = () -> PRODUCTION;
        private @Nullable String apiKey;
        private @Nullable String sessionToken;
        private @Nullable String organizationId;

        private Builder() {}

        public Builder baseUrl(URI url) {
            return baseUrl(() -> url);
        }

        /** Asked anew for every attempt, for a server that may move. */
        public Builder baseUrl(Supplier<URI> url) {
            this.baseUrl = url;
            return this;
        }

        public Builder apiKey(@Nullable String key) {
            this.apiKey = key;
            return this;
        }

        public Builder sessionToken(@Nullable String token) {
            this.sessionToken = token;
            return this;
        }

        public Builder organizationId(@Nullable String id) {
            this.organizationId = id;
            return this;
        }

        public OsmTalkClient build() {
            return new OsmTalkClient(this);
        }
    }
}
