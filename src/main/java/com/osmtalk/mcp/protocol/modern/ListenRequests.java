package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that hold a request open to be told of changes: {@code subscriptions/listen}, which stands for the
 * subscriptions and the listening stream of the revisions with sessions. What a client asked for is acknowledged
 * first, as far as it can be had; then come the changes, until the client cancels or the server closes.
 */
final class ListenRequests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenRequests.class);
    private static final String SUBSCRIPTION = ProtocolVersions.META_PREFIX + "subscriptionId";
    private static final List<String> LISTS = List.of("tools", "prompts", "resources");
    /** More than anybody reads at once; each may cost a request to the API now and then. */
    private static final int MAX_WATCHES = 50;

    private final ServerMethods methods;
    private final Set<ListenRequest> open = ConcurrentHashMap.newKeySet();

    ListenRequests(ServerMethods methods) {
        this.methods = methods;
    }

    /**
     * Opens the watches that a client asks for, and tells of their changes until the client cancels.
     *
     * @throws ProtocolException when the request is wrong, or the server busy
     */
    void open(Message.Request request, Requester requester, Responder responder, RequestExecutor executor)
            throws ProtocolException {
        Map<String, Object> wanted =
                RequestParams.object(request.params(), "notifications").orElse(Map.of());
        List<String> uris = strings(wanted, "resourceSubscriptions");
        List<String> taskIds = strings(wanted, "taskIds");
        if (!taskIds.isEmpty()) {
            TasksExtension.requireSupport(requester);
        }
        if (uris.size() + taskIds.size() > MAX_WATCHES) {
            throw ProtocolException.invalidParams(
                    "One request can listen to at most " + MAX_WATCHES + " resources and tasks.");
        }
        ListenRequest listening = new ListenRequest(request, requester, responder);
        open.add(listening);
        requester
                .cancellation()
                .whenStopped(() -> listening.end(!requester.cancellation().isCancelled()));
        try {
            executor.run(() -> listening.begin(wanted, uris, taskIds));
        } catch (ProtocolException busy) {
            listening.finish();
            throw busy;
        }
    }

    private static List<String> strings(Map<String, Object> wanted, String name) throws ProtocolException {
        Object given = wanted.getOrDefault(name, List.of());
        if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).distinct().toList();
        }
        throw ProtocolException.invalidParams("`notifications." + name + "` must be an array of strings.");
    }

    @Override
    public void close() {
        open.forEach(listening -> listening.end(true));
        open.clear();
    }

    /**
     * One such request. Its watches are opened without the lock, as that may ask the API; messages are sent with it,
     * in order.
     */
    private final class ListenRequest {
        private final Message.Request request;
        private final Requester requester;
        private final Responder responder;
        private final List<ServerFeatures.Watch> watches = new ArrayList<>();

        /** What happens while the watches are being opened: it is told after the acknowledgement. */
        private final List<String> queued = new ArrayList<>();

        private boolean acknowledged;
        private boolean ended;

        ListenRequest(Message.Request request, Requester requester, Responder responder) {
            this.request = request;
            this.requester = requester;
            this.responder = responder;
        }

        /** Opens the watches, which may ask the API, and says which there are. */
        void begin(Map<String, Object> wanted, List<String> uris, List<String> taskIds) {
            try {
                acknowledge(startWatching(wanted, uris, taskIds));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end(true);
            } catch (RuntimeException | Error e) {
                LOG.error("{} failed", request.method(), e);
                fail();
            }
        }

        /** Opens what can be watched, and says what that is. */
        private Map<String, Object> startWatching(Map<String, Object> wanted, List<String> uris, List<String> taskIds)
                throws InterruptedException {
            Map<String, Object> accepted = new LinkedHashMap<>();
            List<String> lists = LISTS.stream()
                    .filter(list -> Boolean.TRUE.equals(wanted.get(list + "ListChanged")) && methods.listChanges(list))
                    .toList();
            if (!lists.isEmpty()) {
                add(methods.features().watchLists(list -> {
                    if (lists.contains(list)) {
                        notifyClient("notifications/" + list + "/list_changed", Map.of());
                    }
                }));
                lists.forEach(list -> accepted.put(list + "ListChanged", true));
            }
            List<String> watched = methods.canSubscribe()
                    ? opened(
                            uris,
                            uri -> methods.features()
                                    .watchResource(
                                            uri,
                                            requester,
                                            () -> notifyClient("notifications/resources/updated", Map.of("uri", uri))))
                    : List.of();
            if (!watched.isEmpty()) {
                accepted.put("resourceSubscriptions", watched);
            }
            List<String> followed = opened(
                    taskIds,
                    id -> methods.features()
                            .tasks()
                            .orElseThrow(() -> ProtocolException.noSuch("task", id))
                            .watch(id, requester, task -> notifyClient("notifications/tasks", task.json())));
            if (!followed.isEmpty()) {
                accepted.put("taskIds", followed);
            }
            return accepted;
        }

        /** Those that can be watched; the others are left out of the acknowledgement. */
        private List<String> opened(List<String> names, WatchOpener opening) throws InterruptedException {
            List<String> opened = new ArrayList<>();
            for (String name : names) {
                try {
                    add(opening.open(name));
                    opened.add(name);
                } catch (ProtocolException e) {
                    LOG.debug("{} cannot be watched: {}", name, e.getMessage());
                }
            }
            return opened;
        }

        private void add(ServerFeatures.Watch watch) {
            synchronized (this) {
                if (!ended) {
                    watches.add(watch);
                    return;
                }
            }
            watch.close();
        }

        private synchronized void acknowledge(Map<String, Object> accepted) {
            if (!ended) {
                responder.send(
                        notification("notifications/subscriptions/acknowledged", Map.of("notifications", accepted)));
                queued.forEach(responder::send);
                queued.clear();
                acknowledged = true;
            }
        }

        private synchronized void notifyClient(String method, Map<String, Object> params) {
            if (!ended) {
                String notification = notification(method, params);
                if (acknowledged) {
                    responder.send(notification);
                } else {
                    queued.add(notification);
                }
            }
        }

        private String notification(String method, Map<String, Object> params) {
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("_meta", Map.of(SUBSCRIPTION, request.id()));
            whole.putAll(params);
            return JsonRpc.notification(method, whole);
        }

        /** @param byUs when the client still listens */
        void end(boolean byUs) {
            if (finish()) {
                Map<String, Object> result =
                        Map.of("resultType", "complete", "_meta", Map.of(SUBSCRIPTION, request.id()));
                responder.end(200, byUs ? JsonRpc.result(request.id(), result) : null);
            }
        }

        private void fail() {
            if (finish()) {
                ModernProtocol.fail(request, responder, ProtocolException.internal());
            }
        }

        /** True the first time. Watches are closed outside the lock: one of them may be about to tell something. */
        private boolean finish() {
            synchronized (this) {
                if (ended) {
                    return false;
                }
                ended = true;
            }
            // nothing is added once it has ended
            watches.forEach(ServerFeatures.Watch::close);
            open.remove(this);
            return true;
        }
    }

    private interface WatchOpener {
        ServerFeatures.Watch open(String name) throws ProtocolException, InterruptedException;
    }
}
