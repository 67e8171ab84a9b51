package com.osmtalk.mcp.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks extension: what a tool has begun is followed by its id, for clients that declare they can.
 *
 * @see <a href="https://modelcontextprotocol.io/extensions/tasks">the extension</a>
 */
final class StatelessTasks {
    static final String EXTENSION = ClientMeta.PREFIX + "tasks";

    private static final Logger LOG = LoggerFactory.getLogger(StatelessTasks.class);

    private final Features features;

    StatelessTasks(Features features) {
        this.features = features;
    }

    boolean areOffered() {
        return features.tasks().isPresent();
    }

    boolean serves(String method) {
        return areOffered()
                && switch (method) {
                    case "tasks/get", "tasks/update", "tasks/cancel" -> true;
                    default -> false;
                };
    }

    Map<String, Object> answer(Message.Request request, ClientMeta meta, Exchange exchange)
            throws ProtocolException, InterruptedException {
        demand(meta);
        String id = Methods.text(request.params(), "taskId");
        Features.Tasks tasks = features.tasks().orElseThrow();
        switch (request.method()) {
            case "tasks/get" -> {
                return tasks.task(id, exchange);
            }
            case "tasks/cancel" -> tasks.cancel(id, exchange);
            // tasks of ours ask nothing, so there is nothing an update could answer
            default -> tasks.task(id, exchange);
        }
        return Map.of();
    }

    /** The answer to a tool call whose work goes on, for a client that wants it as a task. */
    Optional<Map<String, Object>> begunBy(
            Message.Request request, ClientMeta meta, Exchange exchange, Map<String, Object> result)
            throws InterruptedException {
        if (!request.method().equals("tools/call") || !areOffered() || !meta.offersExtension(EXTENSION)) {
            return Optional.empty();
        }
        Features.Tasks tasks = features.tasks().orElseThrow();
        Optional<String> id = tasks.begunBy(String.valueOf(request.params().get("name")), result);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> task = new LinkedHashMap<>(tasks.task(id.get(), exchange));
            task.keySet().removeAll(Set.of("result", "error", "inputRequests"));
            task.put("resultType", "task");
            return Optional.of(task);
        } catch (ProtocolException e) {
            // what the tool said tells how to follow it, too
            LOG.info("{} cannot be shown as a task: {}", id.get(), e.getMessage());
            return Optional.empty();
        }
    }

    static void demand(ClientMeta meta) throws ProtocolException {
        if (!meta.offersExtension(EXTENSION)) {
            throw ProtocolException.missingCapability(
                    "This needs a client that declares the extension " + EXTENSION + ".",
                    Map.of("extensions", Map.of(EXTENSION, Map.of())));
        }
    }
}
