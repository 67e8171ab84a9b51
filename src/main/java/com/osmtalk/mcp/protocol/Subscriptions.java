package com.osmtalk.mcp.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The resources that one session watches. */
final class Subscriptions implements AutoCloseable {
    /** More than anybody reads at once; each may cost a request to the API now and then. */
    private static final int MAX = 50;

    /** No resource's address. */
    private static final String LISTS = "";

    private final Features features;
    private final BiConsumer<String, Map<String, Object>> notify;
    private final Map<String, Features.Watch> watches = new HashMap<>();
    private boolean closed;

    /** @param notify sends a notification: its method and params */
    Subscriptions(Features features, BiConsumer<String, Map<String, Object>> notify) {
        this.features = features;
        this.notify = notify;
    }

    /** Begins to tell when a list has become another, once the client has opened its session. */
    void watchLists() {
        keep(LISTS, features.watchLists(list -> notify.accept("notifications/" + list + "/list_changed", Map.of())));
    }

    void subscribe(String uri, Caller caller) throws ProtocolException, InterruptedException {
        synchronized (this) {
            if (watches.containsKey(uri)) {
                return;
            }
            if (watches.size() >= MAX) {
                throw ProtocolException.invalidParams(
                        "This session watches " + MAX + " resources already: unsubscribe from one.");
            }
        }
        Features.Watch watch = features.watchResource(
                uri, caller, () -> notify.accept("notifications/resources/updated", Map.of("uri", uri)));
        keep(uri, watch);
    }

    private synchronized void keep(String uri, Features.Watch watch) {
        Features.Watch superfluous = closed ? watch : watches.put(uri, watch);
        if (superfluous != null) {
            superfluous.close();
        }
    }

    synchronized void unsubscribe(String uri) {
        Features.Watch watch = watches.remove(uri);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watches.values().forEach(Features.Watch::close);
        watches.clear();
    }
}
