package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.TaskState;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Features that tell a test what was done to them. */
public final class Probe extends NoFeatures implements ServerFeatures.Tasks {
    public static final String RESOURCE = "probe://news";
    private static final InputRequest CONFIRM = confirm("Take it?");

    private final Map<String, Object> capabilities = new ConcurrentHashMap<>(Map.of(
            "tools", Map.of("listChanged", true),
            "prompts", Map.of(),
            "logging", Map.of(),
            "resources", Map.of("subscribe", true)));

    /** {@code begun}, then {@code cancelled} or {@code hurried}, by the tool that waits. */
    public final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();

    public final List<Runnable> resourceWatches = new ArrayList<>();
    public final List<Consumer<String>> listWatches = new ArrayList<>();
    public final Map<String, Consumer<TaskState>> taskWatches = new ConcurrentHashMap<>();
    public final Map<String, String> tasks = new ConcurrentHashMap<>(Map.of("task-1", "working"));

    /** What is asked before anything is confirmed. */
    public volatile String question = "Dial +12025550100?";

    @Override
    public void count(Requester requester) {}

    public Probe without(String capability) {
        capabilities.remove(capability);
        return this;
    }

    @Override
    public Map<String, Object> capabilities() {
        return capabilities;
    }

    @Override
    public List<Map<String, Object>> tools(Requester requester) {
        if (requester.options().containsKey("x-osmtalk-fault")) {
            throw new IllegalStateException("a secret of the server's");
        }
        return List.of(Map.of("name", "echo", "inputSchema", Map.of("type", "object")));
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext client)
            throws ProtocolException, InterruptedException {
        switch (name) {
            case "echo", "begin" -> {
                Map<String, Object> said = new LinkedHashMap<>(said(arguments.toString()));
                if (beginsNothing) {
                    said.put("isError", true);
                }
                return said;
            }
            case "fault" -> throw new IllegalStateException("a secret of the server's");
            case "demand" ->
                throw ProtocolException.missingCapability("Sampling is needed.", Map.of("sampling", Map.of()));
            case "wait" -> {
                waiting.add("begun");
                boolean waited = client.requester().cancellation().pause(Duration.ofSeconds(30));
                client.progress(1, 1, "late");
                client.log("error", "probe", "late");
                waiting.add(
                        waited ? "waited" : client.requester().cancellation().isCancelled() ? "cancelled" : "hurried");
                return said("late");
            }
            case "progress" -> {
                for (double done : new double[] {1, 3, 2, 3, 4}) {
                    client.progress(done, 4, null);
                }
                return said("done");
            }
            case "log" -> {
                client.log("info", "probe", "said");
                client.log("error", "probe", "shouted");
                return said("done");
            }
            case "confirm" -> {
                InputRequest confirm = confirm(question);
                return said(
                        String.valueOf(client.ask(Map.of("confirm", confirm)).get("confirm")));
            }
            default -> throw ProtocolException.noSuch("tool", name);
        }
    }

    private static InputRequest confirm(String question) {
        return new InputRequest(
                "elicitation/create",
                Map.of(
                        "message",
                        question,
                        "requestedSchema",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("ok", Map.of("type", "boolean")),
                                "required",
                                List.of("ok"))),
                true);
    }

    private static Map<String, Object> said(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, RequestContext context) {
        return uri.equals(RESOURCE) ? List.of(Map.of("uri", uri, "text", "news")) : List.of();
    }

    @Override
    public Watch watchResource(String uri, Requester requester, Runnable changed) throws ProtocolException {
        if (!uri.equals(RESOURCE)) {
            throw ProtocolException.noSuch("resource", uri);
        }
        // told at once, as by a resource that is changing all the time
        changed.run();
        return watch(resourceWatches, changed);
    }

    @Override
    public Watch watchLists(Consumer<String> changed) {
        return watch(listWatches, changed);
    }

    private static <T> Watch watch(List<T> watches, T watch) {
        synchronized (watches) {
            watches.add(watch);
        }
        return () -> {
            synchronized (watches) {
                watches.remove(watch);
            }
        };
    }

    public int watches() {
        synchronized (resourceWatches) {
            synchronized (listWatches) {
                return resourceWatches.size() + listWatches.size() + taskWatches.size();
            }
        }
    }

    public void change() {
        synchronized (resourceWatches) {
            resourceWatches.forEach(Runnable::run);
        }
    }

    public void changeList(String list) {
        synchronized (listWatches) {
            listWatches.forEach(watch -> watch.accept(list));
        }
    }

    @Override
    public Optional<ServerFeatures.Tasks> tasks() {
        return Optional.of(this);
    }

    @Override
    public Optional<String> begunBy(String tool, Map<String, Object> result) {
        return tool.equals("begin") && !beginsNothing ? Optional.of("task-1") : Optional.empty();
    }

    @Override
    public boolean mayBegin(String tool) {
        return tool.equals("begin");
    }

    /** Tells whoever watches a task how it is now. */
    public void tell(String id) {
        try {
            taskWatches.get(id).accept(task(id, null));
        } catch (ProtocolException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the tool {@code begin} fails, so that there is no task. */
    public volatile boolean beginsNothing;

    /** What was answered to the questions of tasks. */
    public final List<Map<String, Object>> answers = new CopyOnWriteArrayList<>();

    @Override
    public void answer(String id, Map<String, Object> responses, RequestContext context) throws ProtocolException {
        task(id, context);
        answers.add(responses);
    }

    @Override
    public TaskState task(String id, RequestContext context) throws ProtocolException {
        if (!tasks.containsKey(id)) {
            throw ProtocolException.noSuch("task", id);
        }
        Map<String, Object> task = new LinkedHashMap<>(Map.of(
                "taskId",
                id,
                "status",
                tasks.get(id),
                "createdAt",
                "2026-03-01T00:00:00Z",
                "lastUpdatedAt",
                "2026-03-01T00:00:00Z",
                "ttlMs",
                60_000,
                "pollIntervalMs",
                1000));
        return state(task);
    }

    private TaskState state(Map<String, Object> task) {
        boolean over = List.of("completed", "cancelled").contains(String.valueOf(task.get("status")));
        Map<String, InputRequest> questions =
                task.get("status").equals("input_required") ? Map.of("question-1", CONFIRM) : Map.of();
        return new TaskState(task, questions, over ? said("over") : null);
    }

    @Override
    public void cancel(String id, RequestContext context) throws ProtocolException {
        task(id, context);
        tasks.put(id, "cancelled");
    }

    @Override
    public Watch watch(String id, Requester requester, Consumer<TaskState> changed) throws ProtocolException {
        if (!tasks.containsKey(id)) {
            throw ProtocolException.noSuch("task", id);
        }
        taskWatches.put(id, changed);
        return () -> taskWatches.remove(id);
    }
}
