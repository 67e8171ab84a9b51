package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks extension: what a tool has begun is followed by its id, for clients that declare they can. A phone call
 * is such a thing.
 *
 * @see <a href="https://modelcontextprotocol.io/extensions/tasks">the extension</a>
 */
final class TasksExtension {
    static final String EXTENSION = ProtocolVersions.META_PREFIX + "tasks";

    private static final Logger LOG = LoggerFactory.getLogger(TasksExtension.class);

    private final ServerFeatures features;

    TasksExtension(ServerFeatures features) {
        this.features = features;
    }

    /** Whether this server has tasks at all. */
    boolean areOffered() {
        return features.tasks().isPresent();
    }

    /** Whether a method is one of the extension, and served. */
    boolean serves(String method) {
        return areOffered()
                && switch (method) {
                    case "tasks/get", "tasks/update", "tasks/cancel" -> true;
                    default -> false;
                };
    }

    /** The answer to one of those methods. */
    Map<String, Object> answer(Message.Request request, RequestContext context)
            throws ProtocolException, InterruptedException {
        requireSupport(context.requester());
        String id = RequestParams.string(request.params(), "taskId");
        ServerFeatures.Tasks tasks = features.tasks().orElseThrow();
        tasks.count(context.requester());
        switch (request.method()) {
            case "tasks/get" -> {
                return tasks.task(id, context).json();
            }
            case "tasks/cancel" -> tasks.cancel(id, context);
            default -> tasks.answer(id, RequestParams.requiredObject(request.params(), "inputResponses"), context);
        }
        return Map.of();
    }

    /**
     * The answer to a tool call whose work goes on, for a client that wants it as a task; empty when the tool's own
     * answer is the answer.
     */
    Optional<Map<String, Object>> begunBy(Message.Request request, RequestContext context, Map<String, Object> result)
            throws InterruptedException {
        if (!request.method().equals("tools/call") || !areOffered() || !isDeclaredBy(context.requester())) {
            return Optional.empty();
        }
        ServerFeatures.Tasks tasks = features.tasks().orElseThrow();
        Optional<String> id = tasks.begunBy(String.valueOf(request.params().get("name")), result);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> task =
                    new LinkedHashMap<>(tasks.task(id.get(), context).fields());
            task.put("resultType", "task");
            return Optional.of(task);
        } catch (ProtocolException e) {
            // what the tool said tells how to follow it, too
            LOG.info("{} cannot be shown as a task: {}", id.get(), e.getMessage());
            return Optional.empty();
        }
    }

    /** @throws ProtocolException when the client does not declare the extension */
    static void requireSupport(Requester requester) throws ProtocolException {
        if (!isDeclaredBy(requester)) {
            throw ProtocolException.missingCapability(
                    "This needs a client that declares support for the extension " + EXTENSION + ".",
                    Map.of("extensions", Map.of(EXTENSION, Map.of())));
        }
    }

    private static boolean isDeclaredBy(Requester requester) {
        return requester.extension(EXTENSION).isPresent();
    }
}
