package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.feature.TaskState;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tasks as 2025-11-25 has them: the client says with its call of a tool that it wants a task, and fetches the result
 * with {@code tasks/result}, which waits for it and puts the questions of the task meanwhile. The other sessions have
 * none.
 *
 * <p>A tool is run before its task is told of, so that what it asks first, such as consent to a call, is asked while
 * the client waits for it as for any tool. If its work does not go on then, the task is over with that answer, and the
 * session keeps it for a while; the same for which of its tasks it has cancelled, as that must stay so.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks">the specification</a>
 */
final class SessionTasks {
    static final String CALL = "tools/call";
    static final String GET = "tasks/get";
    static final String RESULT = "tasks/result";
    static final String CANCEL = "tasks/cancel";
    /** The methods that only such a session has. */
    static final List<String> METHODS = List.of(GET, RESULT, CANCEL);

    private static final String RELATED_TASK = ProtocolVersions.META_PREFIX + "related-task";
    /** What the model may be given to read at once, though the task goes on. */
    private static final String IMMEDIATE_RESPONSE = ProtocolVersions.META_PREFIX + "model-immediate-response";

    private static final int MOST_KEPT = 100;

    private final ServerMethods methods;
    private final RequestExecutor workers;
    private final Clock clock;
    private final Map<String, TaskState> ended = lastOf(MOST_KEPT);
    private final Map<String, Boolean> cancelled = lastOf(MOST_KEPT);

    /** @param workers on which the client is asked while nobody else waits */
    SessionTasks(ServerMethods methods, RequestExecutor workers, Clock clock) {
        this.methods = methods;
        this.workers = workers;
        this.clock = clock;
    }

    private static <T> Map<String, T> lastOf(int size) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > size;
            }
        };
    }

    /** Whether sessions of a revision have tasks, on a server that has any. */
    static boolean areOffered(ServerMethods methods, Object version) {
        return "2025-11-25".equals(version) && methods.features().tasks().isPresent();
    }

    /** The capability that the server declares then. */
    static Map<String, Object> capability() {
        return Map.of("cancel", Map.of(), "requests", Map.of("tools", Map.of("call", Map.of())));
    }

    /** A list of tools in which those are marked that can be called as tasks. */
    Map<String, Object> marked(Map<String, Object> list) {
        if (!(list.get("tools") instanceof List<?> tools)) {
            return list;
        }
        Map<String, Object> marked = new LinkedHashMap<>(list);
        marked.put(
                "tools",
                tools.stream().map(tool -> markedTool((Map<?, ?>) tool)).toList());
        return marked;
    }

    private Map<?, ?> markedTool(Map<?, ?> tool) {
        if (!tasks().mayBegin(String.valueOf(tool.get("name")))) {
            return tool;
        }
        Map<String, Object> marked = new LinkedHashMap<>(RequestParams.cast(tool));
        marked.put("execution", Map.of("taskSupport", "optional"));
        return marked;
    }

    /** Whether a request is a tool's call that wants a task for its answer. */
    static boolean isWanted(String method, Map<String, Object> params) {
        return method.equals(CALL) && params.get("task") != null;
    }

    /** The task that a call of a tool has begun, or with which it is over. */
    Map<String, Object> call(Map<String, Object> params, RequestContext context)
            throws ProtocolException, InterruptedException {
        String tool = RequestParams.string(params, "name");
        RequestParams.object(params, "task");
        if (!tasks().mayBegin(tool)) {
            throw new ProtocolException(
                    ProtocolException.METHOD_NOT_FOUND, "The tool " + tool + " can't be called as a task.");
        }
        Map<String, Object> result = methods.answer(CALL, params, context);
        Optional<String> begun = tasks().begunBy(tool, result);
        TaskState task = begun.isPresent() ? tasks().task(begun.get(), context) : keep(result);
        Map<String, Object> told = json(task);
        // every task begins so, whatever tasks/get says of it a moment later
        told.put("status", "working");
        Map<String, Object> created = new LinkedHashMap<>();
        created.put("task", told);
        text(result).ifPresent(text -> created.put("_meta", Map.of(IMMEDIATE_RESPONSE, text)));
        return created;
    }

    private TaskState keep(Map<String, Object> result) {
        String id = "ended_" + UUID.randomUUID();
        String now = clock.instant().toString();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("taskId", id);
        fields.put("status", "completed");
        fields.put("createdAt", now);
        fields.put("lastUpdatedAt", now);
        fields.put("ttlMs", null);
        TaskState task = new TaskState(fields, Map.of(), result);
        synchronized (this) {
            ended.put(id, task);
        }
        return task;
    }

    private static Optional<String> text(Map<String, Object> result) {
        return result.get("content") instanceof List<?> content
                        && !content.isEmpty()
                        && content.get(0) instanceof Map<?, ?> first
                        && first.get("text") instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    Map<String, Object> get(String id, RequestContext context) throws ProtocolException, InterruptedException {
        count(id, context);
        return json(find(id, context));
    }

    /** What is kept here asks nobody. */
    private void count(String id, RequestContext context) throws ProtocolException {
        boolean isKept;
        synchronized (this) {
            isKept = ended.containsKey(id);
        }
        if (!isKept) {
            tasks().count(context.requester());
        }
    }

    private TaskState find(String id, RequestContext context) throws ProtocolException, InterruptedException {
        TaskState kept;
        synchronized (this) {
            kept = ended.get(id);
        }
        return kept == null ? tasks().task(id, context) : kept;
    }

    Map<String, Object> cancel(String id, RequestContext context) throws ProtocolException, InterruptedException {
        count(id, context);
        TaskState task = find(id, context);
        if (task.isOver() || isCancelled(id)) {
            throw ProtocolException.invalidParams("The task is over already, so it can't be cancelled.");
        }
        tasks().cancel(id, context);
        synchronized (this) {
            cancelled.put(id, true);
        }
        return json(find(id, context));
    }

    private synchronized boolean isCancelled(String id) {
        return cancelled.containsKey(id);
    }

    /** A task in the form of this revision. A tool whose answer is an error has failed here. */
    private Map<String, Object> json(TaskState task) {
        Map<String, Object> json = new LinkedHashMap<>(task.fields());
        boolean failed =
                task.result() != null && Boolean.TRUE.equals(task.result().get("isError"));
        if (isCancelled(String.valueOf(json.get("taskId")))) {
            json.put("status", "cancelled");
        } else if (failed && "completed".equals(json.get("status"))) {
            json.put("status", "failed");
        }
        json.put("ttl", json.remove("ttlMs"));
        Object interval = json.remove("pollIntervalMs");
        if (interval != null) {
            json.put("pollInterval", interval);
        }
        return json;
    }

    /**
     * Waits for the result of a task, without a thread, and puts its questions to the client meanwhile.
     *
     * @param whenOver is given the result, on any thread
     */
    void await(String id, RequestContext context, Consumer<Map<String, Object>> whenOver)
            throws ProtocolException, InterruptedException {
        count(id, context);
        TaskState now = find(id, context);
        if (now.result() != null) {
            whenOver.accept(related(id, now.result()));
            return;
        }
        AwaitedTask awaited =
                new AwaitedTask(id, tasks(), context, workers, result -> whenOver.accept(related(id, result)));
        context.requester().cancellation().whenStopped(awaited::close);
        awaited.begin();
    }

    private static Map<String, Object> related(String id, Map<String, Object> result) {
        Map<String, Object> related = new LinkedHashMap<>(result);
        related.put("_meta", relation(id));
        return related;
    }

    /** What every message that belongs to a task says of it. */
    private static Map<String, Object> relation(String id) {
        return Map.of(RELATED_TASK, Map.of("taskId", id));
    }

    /** A question, marked as one of a task. */
    static InputRequest related(String id, InputRequest question) {
        Map<String, Object> params = new LinkedHashMap<>(question.params());
        params.put("_meta", relation(id));
        return new InputRequest(question.method(), params, question.bound(), question.insist(), question.within());
    }

    private ServerFeatures.Tasks tasks() {
        return methods.features().tasks().orElseThrow();
    }
}
