package com.osmtalk.mcp;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.resource.CallerAccount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A placed call as a task of the protocol: the task's id is the call's id, and its result is what {@code get_call}
 * answers when the call is over. Nothing is stored for a task.
 */
final class CallTasks implements ServerFeatures.Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(CallTasks.class);
    private static final int POLL_INTERVAL_MS = 2000;

    private final CallerAccounts accounts;

    CallTasks(CallerAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<String> begunBy(String tool, Map<String, Object> result) {
        return tool.equals("start_outbound_call")
                        && !Boolean.TRUE.equals(result.get("isError"))
                        && result.get("structuredContent") instanceof Map<?, ?> placed
                        && placed.get("call_id") instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }

    @Override
    public Map<String, Object> task(String id, RequestContext context) throws ProtocolException, InterruptedException {
        CallerAccount account = accounts.of(context.requester());
        return task(call(id, account), account);
    }

    @Override
    public void cancel(String id, RequestContext context) throws ProtocolException {
        if (!call(id, accounts.of(context.requester())).status().isTerminal()) {
            throw ProtocolException.unable(
                    id + " was not cancelled: end a call with the tool end_call, with a key that may end calls.");
        }
    }

    @Override
    public ServerFeatures.Watch watch(String id, Requester caller, Consumer<Map<String, Object>> changed)
            throws ProtocolException {
        CallerAccount account = accounts.of(caller);
        return account.watch(id, call -> {
                    try {
                        changed.accept(task(call, account));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        LOG.debug("Stopped reporting {}: this server is closing", id);
                    }
                })
                .orElseThrow(() -> ProtocolException.noSuch("task", id));
    }

    private static Call call(String id, CallerAccount account) throws ProtocolException {
        return account.call(id).orElseThrow(() -> ProtocolException.noSuch("task", id));
    }

    private static Map<String, Object> task(Call call, CallerAccount account) throws InterruptedException {
        boolean over = call.status().isTerminal();
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("taskId", call.id());
        task.put("status", over ? "completed" : "working");
        task.put("statusMessage", inWords(call));
        task.put("createdAt", call.createdAt().toString());
        task.put("lastUpdatedAt", lastUpdate(call).toString());
        task.put("ttlMs", null);
        task.put("pollIntervalMs", POLL_INTERVAL_MS);
        if (over) {
            Map<String, Object> result =
                    account.answer("get_call", Map.of("call_id", call.id())).json();
            result.merge(
                    "isError",
                    call.status() == CallStatus.FAILED,
                    (read, failed) -> Boolean.TRUE.equals(read) || Boolean.TRUE.equals(failed));
            task.put("result", result);
        }
        return task;
    }

    private static String inWords(Call call) {
        return Simulated.sentence(call).map(words -> words + " ").orElse("") + progress(call);
    }

    private static String progress(Call call) {
        int lines = call.transcript() == null ? 0 : call.transcript().size();
        return switch (call.status()) {
            case SCHEDULED -> "The call is scheduled.";
            case QUEUED -> "The call is queued.";
            case RINGING -> "It is ringing.";
            case IN_PROGRESS -> "In conversation: " + lines + (lines == 1 ? " line" : " lines") + " so far.";
            case COMPLETED -> "The call is over.";
            case FAILED -> {
                FailureReason reason = call.failureReason();
                yield reason == null ? "The call failed." : "The call failed: " + reason.title() + ".";
            }
        };
    }

    private static Instant lastUpdate(Call call) {
        return Stream.of(call.createdAt(), call.startedAt(), call.answeredAt(), call.endedAt(), call.failedAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
