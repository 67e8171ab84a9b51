package com.osmtalk.mcp.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that hold a stateless request open to be told of changes: {@code subscriptions/listen}. */
final class Listeners implements AutoCloseable {
    private static final String SUBSCRIPTION = ClientMeta.PREFIX + "subscriptionId";
    private static final List<String> LISTS = List.of("tools", "prompts", "resources");
    private static final int MAX_WATCHES = 50;

    private final Methods methods;
    private final Set<Listener> open = ConcurrentHashMap.newKeySet();

    Listeners(Methods methods) {
        this.methods = methods;
    }

    /** Begins to tell; the client ends it by cancelling. */
    void open(Message.Request request, ClientMeta meta, Caller caller, Stateless.Reply reply, Workers workers)
            throws ProtocolException {
        Map<String, Object> wanted =
                Methods.object(request.params(), "notifications").orElse(Map.of());
        List<String> uris = texts(wanted, "resourceSubscriptions");
        List<String> taskIds = texts(wanted, "taskIds");
        if (!taskIds.isEmpty()) {
            StatelessTasks.demand(meta);
        }
        if (uris.size() + taskIds.size() > MAX_WATCHES) {
            throw ProtocolException.invalidParams("At most " + MAX_WATCHES + " things can be listened to at once.");
        }
        Listener listener = new Listener(request.id(), reply);
        open.add(listener);
        caller.cancellation().whenOver(() -> {
            open.remove(listener);
            listener.end(!caller.cancellation().isCancelled());
        });
        workers.run(() -> listener.begin(wanted, uris, taskIds, caller));
    }

    private static List<String> texts(Map<String, Object> wanted, String name) throws ProtocolException {
        Object given = wanted.getOrDefault(name, List.of());
        if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).distinct().toList();
        }
        throw ProtocolException.invalidParams("`notifications." + name + "` must be a list of texts.");
    }

    @Override
    public void close() {
        open.forEach(listener -> listener.end(true));
        open.clear();
    }

    private final class Listener {
        private final Object id;
        private final Stateless.Reply reply;
        private final List<Features.Watch> watches = new ArrayList<>();
        private boolean ended;

        Listener(Object id, Stateless.Reply reply) {
            this.id = id;
            this.reply = reply;
        }

        /** Acknowledges what will be told of, before anything is. */
        synchronized void begin(Map<String, Object> wanted, List<String> uris, List<String> taskIds, Caller caller) {
            Map<String, Object> honoured = new LinkedHashMap<>();
            List<String> lists = LISTS.stream()
                    .filter(list -> Boolean.TRUE.equals(wanted.get(list + "ListChanged")) && changes(list))
                    .toList();
            lists.forEach(list -> honoured.put(list + "ListChanged", true));
            if (!lists.isEmpty()) {
                watches.add(methods.features().watchLists(list -> {
                    if (lists.contains(list)) {
                        tell("notifications/" + list + "/list_changed", Map.of());
                    }
                }));
            }
            List<String> watched = uris.stream()
                    .filter(uri -> methods.canSubscribe()
                            && watch(() -> methods.features()
                                    .watchResource(
                                            uri,
                                            caller,
                                            () -> tell("notifications/resources/updated", Map.of("uri", uri)))))
                    .toList();
            if (!watched.isEmpty()) {
                honoured.put("resourceSubscriptions", watched);
            }
            List<String> followed = taskIds.stream()
                    .filter(task -> watch(() -> methods.features()
                            .tasks()
                            .orElseThrow(() -> ProtocolException.noSuch("task", task))
                            .watch(task, caller, state -> tell("notifications/tasks", state))))
                    .toList();
            if (!followed.isEmpty()) {
                honoured.put("taskIds", followed);
            }
            tell("notifications/subscriptions/acknowledged", Map.of("notifications", honoured));
        }

        private boolean changes(String list) {
            return methods.features().capabilities().get(list) instanceof Map<?, ?> capability
                    && Boolean.TRUE.equals(capability.get("listChanged"));
        }

        /** False when there is nothing to watch: it is then left out of the acknowledgement. */
        private boolean watch(Opening opening) {
            try {
                if (!ended) {
                    watches.add(opening.open());
                }
                return !ended;
            } catch (ProtocolException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        synchronized void tell(String method, Map<String, Object> params) {
            if (!ended) {
                Map<String, Object> whole = new LinkedHashMap<>();
                whole.put("_meta", Map.of(SUBSCRIPTION, id));
                whole.putAll(params);
                reply.notify(JsonRpc.notification(method, whole));
            }
        }

        /** @param byUs when the client still listens */
        synchronized void end(boolean byUs) {
            if (!ended) {
                ended = true;
                watches.forEach(Features.Watch::close);
                reply.end(
                        200,
                        byUs
                                ? JsonRpc.result(
                                        id, Map.of("resultType", "complete", "_meta", Map.of(SUBSCRIPTION, id)))
                                : null);
            }
        }
    }

    private interface Opening {
        Features.Watch open() throws ProtocolException, InterruptedException;
    }
}
