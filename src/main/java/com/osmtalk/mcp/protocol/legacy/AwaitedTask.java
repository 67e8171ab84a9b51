package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.TaskState;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task whose result a client waits for. It takes no thread: the task may be a call that is set for tomorrow. Only
 * while the client is asked something does one wait, at most until the question is over.
 */
final class AwaitedTask {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitedTask.class);

    private final String id;
    private final ServerFeatures.Tasks tasks;
    private final RequestContext context;
    private final RequestExecutor workers;
    private final Consumer<Map<String, Object>> whenOver;
    private final Set<String> asked = new HashSet<>();
    private ServerFeatures.@Nullable Watch watch;
    private boolean over;

    /** @param whenOver is given the result, once, on any thread */
    AwaitedTask(
            String id,
            ServerFeatures.Tasks tasks,
            RequestContext context,
            RequestExecutor workers,
            Consumer<Map<String, Object>> whenOver) {
        this.id = id;
        this.tasks = tasks;
        this.context = context;
        this.workers = workers;
        this.whenOver = whenOver;
    }

    void begin() throws ProtocolException, InterruptedException {
        ServerFeatures.Watch begun = tasks.watch(id, context.requester(), this::seen);
        boolean superfluous;
        synchronized (this) {
            watch = begun;
            superfluous = over;
        }
        if (superfluous) {
            begun.close();
        }
        // changes are told from here on; this is how it is now
        seen(tasks.task(id, context));
    }

    private void seen(TaskState task) {
        if (task.result() != null) {
            if (close()) {
                whenOver.accept(task.result());
            }
            return;
        }
        task.questions().forEach((key, question) -> {
            if (isNew(key)) {
                ask(key, question);
            }
        });
    }

    private synchronized boolean isNew(String key) {
        return !over && asked.add(key);
    }

    private void ask(String key, InputRequest question) {
        try {
            workers.run(() -> put(key, SessionTasks.related(id, question)));
        } catch (ProtocolException busy) {
            LOG.info("{} of {} is not put to the client: {}", key, id, busy.getMessage());
        }
    }

    private void put(String key, InputRequest question) {
        try {
            Map<String, Map<String, Object>> answers = context.ask(Map.of(key, question));
            tasks.answer(id, Map.copyOf(answers), context);
        } catch (ProtocolException e) {
            // the task goes on without; the model can still answer by a tool
            LOG.info("{} of {} has no answer: {}", key, id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} of {} could not be put to the client", key, id, e);
        }
    }

    /** Stops waiting; true the first time. */
    boolean close() {
        ServerFeatures.@Nullable Watch open;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            open = watch;
        }
        if (open != null) {
            open.close();
        }
        return true;
    }
}
