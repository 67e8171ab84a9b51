package com.osmtalk.voice.mcp;

import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.PublicAddressResolver;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MCP servers that agents name. A server is connected to when its tools are first asked for; connection and list
 * are kept for ten minutes and shared by the calls of the agents that name it with the same headers. One that could not
 * be reached is left alone for half a minute, so that not every turn of a conversation waits for it.
 */
public final class McpServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);
    private static final long KEPT_MS = Duration.ofMinutes(10).toMillis();
    private static final long LEFT_ALONE_MS = Duration.ofSeconds(30).toMillis();
    private static final int MOST_CONNECTIONS = 500;

    private final Duration timeout;
    private final LongSupplier millis;
    private final CloseableHttpAsyncClient http;
    private final Map<Place, Entry> connections = new LinkedHashMap<>();

    /**
     * @param allowPrivateHosts false: only the public internet is reached
     * @param timeout for the list of a server's tools, and for each use of one
     */
    public McpServers(boolean allowPrivateHosts, Duration timeout) {
        this(allowPrivateHosts, timeout, () -> System.nanoTime() / 1_000_000);
    }

    McpServers(boolean allowPrivateHosts, Duration timeout, LongSupplier millis) {
        this.timeout = timeout;
        this.millis = millis;
        this.http = HttpClients.start(
                "voice-mcp",
                allowPrivateHosts ? SystemDefaultDnsResolver.INSTANCE : new PublicAddressResolver(),
                Timeout.of(timeout),
                Timeout.of(timeout));
    }

    /** The tools that an agent may use of a server; none when the server can't be used now. */
    public CompletionStage<List<McpTool>> tools(McpServer server) {
        return connection(server).tools().handle((tools, failure) -> {
            if (failure != null) {
                return List.of();
            }
            List<String> allowed = server.allowedTools();
            return allowed == null
                    ? tools
                    : tools.stream()
                            .filter(tool -> Set.copyOf(allowed).contains(tool.name()))
                            .toList();
        });
    }

    /**
     * Uses a tool; always completes, a failure being an answer too. A session that the server has ended is begun anew
     * once: what was asked in it was not done.
     */
    public CompletionStage<McpAnswer> use(McpServer server, String tool, Map<String, Object> arguments) {
        McpConnection connection = connection(server);
        return connection
                .use(tool, arguments)
                .exceptionallyCompose(failure -> {
                    if (cause(failure) instanceof McpTransportSessionNotFoundException) {
                        forget(server, connection);
                        return connection(server).use(tool, arguments);
                    }
                    return CompletableFuture.failedFuture(failure);
                })
                .exceptionally(failure -> {
                    LOG.info(
                            "the MCP server {} did not answer: {}",
                            server.url(),
                            cause(failure).toString());
                    return McpAnswer.failure(reason(cause(failure)));
                });
    }

    /** What is known to be wrong; the SDK and the futures wrap it. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!isKnown(cause) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isKnown(Throwable cause) {
        return cause instanceof McpServerException
                || cause instanceof McpError
                || cause instanceof McpTransportSessionNotFoundException
                || cause instanceof TimeoutException;
    }

    /** In words of ours, but for what a server says is wrong with a request. */
    private String reason(Throwable failure) {
        if (failure instanceof McpServerException known) {
            return String.valueOf(known.getMessage());
        }
        if (failure instanceof McpError told) {
            return "the server says: " + told.getMessage();
        }
        return failure instanceof TimeoutException
                ? "no answer within " + timeout.toSeconds() + " seconds"
                : "the server answered with something that is not MCP";
    }

    private McpConnection connection(McpServer server) {
        Place place = Place.of(server);
        synchronized (connections) {
            connections.values().removeIf(entry -> {
                boolean over = entry.isOver(millis.getAsLong());
                if (over) {
                    entry.connection().retire();
                }
                return over;
            });
            Entry known = connections.get(place);
            if (known != null) {
                return known.connection();
            }
            if (connections.size() >= MOST_CONNECTIONS) {
                forget(connections.keySet().iterator().next());
            }
            McpConnection made = new McpConnection(server, http, timeout);
            connections.put(place, new Entry(made, millis.getAsLong()));
            made.tools().whenComplete((tools, failure) -> {
                if (failure != null) {
                    LOG.warn(
                            "the MCP server {} can't be used: {}",
                            server.url(),
                            cause(failure).toString());
                }
            });
            return made;
        }
    }

    private void forget(McpServer server, McpConnection connection) {
        synchronized (connections) {
            Place place = Place.of(server);
            Entry known = connections.get(place);
            if (known != null && known.connection() == connection) {
                forget(place);
            }
        }
    }

    private void forget(Place place) {
        Entry gone = connections.remove(place);
        if (gone != null) {
            gone.connection().retire();
        }
    }

    @Override
    public void close() {
        synchronized (connections) {
            connections.values().forEach(entry -> entry.connection().close());
            connections.clear();
        }
        HttpClients.stop(http);
    }

    /** What makes a connection another one: the name of a server and the tools allowed are the agent's matter. */
    private record Place(String url, Map<String, String> headers) {
        static Place of(McpServer server) {
            return new Place(server.url(), server.headers() == null ? Map.of() : server.headers());
        }
    }

    private record Entry(McpConnection connection, long since) {
        boolean isOver(long now) {
            long kept = connection.tools().isCompletedExceptionally() ? LEFT_ALONE_MS : KEPT_MS;
            return now - since >= kept;
        }
    }
}
