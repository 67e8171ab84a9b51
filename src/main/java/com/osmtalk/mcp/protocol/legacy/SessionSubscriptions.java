package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The resources that one session is subscribed to ({@code resources/subscribe}), and the lists, whose changes every
 * session is told of.
 */
final class SessionSubscriptions implements AutoCloseable {
    /** How many: more than anybody reads at once; each may cost a request to the API now and then. */
    private static final int MAX = 50;

    /** The key of the lists among the watches: no resource has this address. */
    private static final String LISTS = "";

    private final ServerFeatures features;
    private final BiConsumer<String, Map<String, Object>> notify;
    private final Map<String, ServerFeatures.Watch> watches = new HashMap<>();
    private boolean closed;

    /** @param notify sends a notification: its method and params */
    SessionSubscriptions(ServerFeatures features, BiConsumer<String, Map<String, Object>> notify) {
        this.features = features;
        this.notify = notify;
    }

    /** Begins to tell when a list has changed, once the client has opened its session. */
    void watchLists() {
        keep(LISTS, features.watchLists(list -> notify.accept("notifications/" + list + "/list_changed", Map.of())));
    }

    /**
     * Subscribes to a resource; a second time does nothing.
     *
     * @throws ProtocolException when there is nothing to watch, or too much is watched already
     */
    void subscribe(String uri, Requester requester) throws ProtocolException, InterruptedException {
        synchronized (this) {
            if (watches.containsKey(uri)) {
                return;
            }
            if (watches.size() >= MAX) {
                throw ProtocolException.invalidParams(
                        "This session watches " + MAX + " resources already: unsubscribe from one.");
            }
        }
        ServerFeatures.Watch watch = features.watchResource(
                uri, requester, () -> notify.accept("notifications/resources/updated", Map.of("uri", uri)));
        keep(uri, watch);
    }

    private synchronized void keep(String uri, ServerFeatures.Watch watch) {
        ServerFeatures.Watch superfluous = closed ? watch : watches.put(uri, watch);
        if (superfluous != null) {
            superfluous.close();
        }
    }

    synchronized void unsubscribe(String uri) {
        ServerFeatures.Watch watch = watches.remove(uri);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watches.values().forEach(ServerFeatures.Watch::close);
        watches.clear();
    }
}
