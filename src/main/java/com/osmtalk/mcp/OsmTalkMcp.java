package com.osmtalk.mcp;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.dialling.LaterCallReview;
import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.guard.DialRefusedException;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.protocol.ProtocolServer;
import com.osmtalk.mcp.protocol.http.AccessPolicy;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.mcp.resource.CallWatch;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Toolbox;
import com.osmtalk.mcp.tool.Tools;
import jakarta.servlet.http.HttpServlet;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MCP server: the same tools, resources and prompts on stdio, Streamable HTTP and HTTP+SSE. Each request uses the
 * API with the key of whoever sent it.
 */
public final class OsmTalkMcp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OsmTalkMcp.class);

    private final Clock clock;
    private final AccessPolicy access;
    private final Supplier<GuardSettings> rules;
    private final ApiAccess api;
    private final ProtocolServer protocol;
    private final CallWatch watch;
    private final ScheduledExecutorService timer;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private @Nullable DialGuard guard;

    private OsmTalkMcp(Builder builder) {
        this.clock = builder.clock;
        KeyCheck keyCheck = builder.keyCheck == null ? new ApiKeyCheck(builder.client, clock) : builder.keyCheck;
        this.access = new AccessPolicy(builder.allowedHosts, builder.publicUrl, builder.apiKey == null, keyCheck);
        this.rules = builder.guard;
        this.api = new ApiAccess(builder.client, builder.apiKey, builder.organizationId);
        ToolCalls calls = new ToolCalls(api, new ToolRate(builder.toolCallsPerMinute, clock));
        List<Tool> tools = Tools.all(clock, this::guard, builder.callsAreSimulated);
        Toolbox toolbox = new Toolbox(tools, builder.readOnly ? builder.tools.onlyReading() : builder.tools);
        this.watch = new CallWatch();
        CallerAccounts accounts = new CallerAccounts(tools, calls, api, watch);
        this.protocol = new ProtocolServer(
                new OsmTalkFeatures(toolbox, calls, accounts, builder.callsAreSimulated, clock),
                builder.callsAtOnce,
                clock);
        this.timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-mcp-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A server that uses the API through this client, with keys of its own. MCP clients give up after 60 seconds, so
     * the client's deadline should be 15 seconds or less.
     */
    public static Builder builder(OsmTalkClient client) {
        return new Builder(client);
    }

    /** A servlet and its path. It has to be mounted with asynchronous processing allowed. */
    public record Endpoint(String pathSpec, HttpServlet servlet) {}

    /** Serves one client until its input ends and all its requests are answered. */
    public void stdio(InputStream in, OutputStream out) throws InterruptedException {
        protocol.serveStdio(in, out, timer);
    }

    /**
     * Cancels calls for later, asked for with the server's own key, that the guard's settings forbid by now.
     *
     * @throws ApiException when the API can't be asked
     */
    public void reviewLaterCalls() {
        if (!rules.get().hasRecords()) {
            return;
        }
        try {
            new LaterCallReview(guard(), api.principal(null), api.with(null), api.account(null), clock).run();
        } catch (DialRefusedException | ToolException e) {
            // without records or key nothing is dialled for this program either
            LOG.warn("calls for later were not looked at: {}", e.getMessage());
        }
    }

    /**
     * New servlets for Streamable HTTP ({@code /mcp}), HTTP+SSE ({@code /sse}), and the metadata that tells clients
     * without a key how to get one.
     */
    public List<Endpoint> endpoints() {
        List<Endpoint> made = protocol.servlets(access, timer).entrySet().stream()
                .map(servlet -> new Endpoint(servlet.getKey(), servlet.getValue()))
                .toList();
        endpoints.addAll(made);
        return made;
    }

    /** Stops running tools and open streams. The API client stays open: it belongs to the caller. */
    @Override
    public void close() {
        protocol.close();
        watch.close();
        endpoints.forEach(endpoint -> endpoint.servlet().destroy());
        timer.shutdownNow();
        synchronized (rules) {
            if (guard != null) {
                guard.close();
            }
        }
    }

    /** Created for the first tool that dials; no setting of the guard is read before. */
    private DialGuard guard() {
        synchronized (rules) {
            if (guard == null) {
                guard = new DialGuard(rules.get(), clock);
            }
            return guard;
        }
    }

    /** Builds an {@link OsmTalkMcp}. */
    public static final class Builder {
        private final OsmTalkClient client;
        private @Nullable Supplier<String> apiKey;
        private Supplier<@Nullable String> organizationId = () -> null;
        private Collection<String> allowedHosts = List.of();
        private @Nullable KeyCheck keyCheck;
        private @Nullable URI publicUrl;
        private ToolChoice tools = ToolChoice.STANDARD;
        private boolean readOnly;
        private BooleanSupplier callsAreSimulated = () -> false;
        private int callsAtOnce = 512;
        private Supplier<GuardSettings> guard =
                () -> GuardSettings.in(Path.of(System.getProperty("user.home"), ".osmtalk"))
                        .build();
        private int toolCallsPerMinute = 300;
        private Clock clock = Clock.systemUTC();

        private Builder(OsmTalkClient client) {
            this.client = client;
        }

        /** The key for requests that bring none: all of stdio, and HTTP without a key header. */
        public Builder apiKey(@Nullable String apiKey) {
            return apiKey(apiKey == null ? null : () -> apiKey);
        }

        /**
         * As {@link #apiKey(String)}, for a key that may not exist yet: asked at every tool call, which may wait for
         * it.
         */
        public Builder apiKey(@Nullable Supplier<String> apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /**
         * The organisation that the key of {@link #apiKey(Supplier)} acts for, asked together with it; null or unset
         * for the one it belongs to.
         */
        public Builder organizationId(Supplier<@Nullable String> organizationId) {
            this.organizationId = organizationId;
            return this;
        }

        /**
         * Host names by which this server is reached over HTTP, besides the loopback names, without ports. Requests
         * with other names are refused (DNS rebinding).
         */
        public Builder allowedHosts(Collection<String> hosts) {
            this.allowedHosts = List.copyOf(hosts);
            return this;
        }

        /**
         * What tells, over HTTP, whether a request's key is good for anything. Unset: the API is asked, and its answer
         * kept for some seconds.
         */
        public Builder keyCheck(KeyCheck check) {
            this.keyCheck = check;
            return this;
        }

        /**
         * The URL by which others reach this server over HTTP; its host is then allowed. Unset: the host that a
         * request names.
         */
        public Builder publicUrl(@Nullable URI publicUrl) {
            this.publicUrl = publicUrl;
            return this;
        }

        /** The tools that callers may have. Unset: the default ones, and others for callers that choose them. */
        public Builder tools(ToolChoice choice) {
            this.tools = choice;
            return this;
        }

        /**
         * Whether the API has no other telephone network than the simulated one, so that nobody's phone rings whatever
         * is called: then the instructions and the tools say so. Default: false, which claims nothing; each answer
         * says what the API tells.
         */
        public Builder callsAreSimulated(BooleanSupplier simulated) {
            this.callsAreSimulated = simulated;
            return this;
        }

        /** How many tools may run at the same time over all clients, each on a thread. Default: 512. */
        public Builder callsAtOnce(int limit) {
            this.callsAtOnce = limit;
            return this;
        }

        /**
         * The settings of the guard. Default: the standard ones, with {@code .osmtalk} in the user's home. In
         * read-only mode only tools that read are offered.
         */
        public Builder guard(GuardSettings settings) {
            guard(() -> settings);
            this.readOnly = settings.readOnly();
            return this;
        }

        /**
         * As {@link #guard(GuardSettings)}, asked once, when a tool dials for the first time. Tools are listed before
         * that, so where these settings are read-only {@link #tools} has to be read-only as well.
         */
        public Builder guard(Supplier<GuardSettings> settings) {
            this.readOnly = false;
            this.guard = settings;
            return this;
        }

        /** How many tools one key may call per minute. Default: 300. */
        public Builder toolCallsPerMinute(int limit) {
            this.toolCallsPerMinute = limit;
            return this;
        }

        /** The clock that limits, periods and waiting go by. Default: the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** @throws IllegalArgumentException for an unknown tool or toolset */
        public OsmTalkMcp build() {
            return new OsmTalkMcp(this);
        }
    }
}
