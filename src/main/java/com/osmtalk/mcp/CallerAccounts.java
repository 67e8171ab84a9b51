package com.osmtalk.mcp;

import com.osmtalk.api.Call;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.kit.ApiProblems;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.resource.CallWatch;
import com.osmtalk.mcp.resource.CallerAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives resources, tasks and completions the account of whoever asks, opened with that caller's key. Their contents
 * are the answers of tools.
 */
final class CallerAccounts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final Map<String, Tool> tools = new HashMap<>();
    private final ToolCalls calls;
    private final ApiAccess api;
    private final CallWatch watch;

    CallerAccounts(List<Tool> tools, ToolCalls calls, ApiAccess api, CallWatch watch) {
        tools.forEach(tool -> this.tools.put(tool.definition().name(), tool));
        this.calls = calls;
        this.api = api;
        this.watch = watch;
    }

    CallerAccount of(Requester caller) {
        return new Opened(caller);
    }

    /** Counts a request that asks the API as a tool does. */
    void count(Requester caller) throws ProtocolException {
        try {
            calls.count(caller);
        } catch (ToolException e) {
            throw unable(e.problem());
        }
    }

    private final class Opened implements CallerAccount {
        private final Requester caller;

        Opened(Requester caller) {
            this.caller = caller;
        }

        @Override
        public ToolAnswer answer(String tool, Map<String, Object> arguments) throws InterruptedException {
            return calls.run(tools.get(tool), arguments, new NoClient(caller));
        }

        @Override
        public Optional<Call> call(String id) throws ProtocolException {
            return ID.matcher(id).matches() ? ask(api -> api.getCall(id)) : Optional.empty();
        }

        @Override
        public Optional<ServerFeatures.Watch> watch(String id, Consumer<Call> changed) throws ProtocolException {
            return ID.matcher(id).matches() ? ask(api -> watch.watch(api, id, changed)) : Optional.empty();
        }

        private <T> Optional<T> ask(Function<WidgetApi, T> question) throws ProtocolException {
            try {
                return Optional.of(question.apply(api.with(caller.apiKey())));
            } catch (ToolException e) {
                throw unable(e.problem());
            } catch (ApiException e) {
                if (e.status() == 404) {
                    return Optional.empty();
                }
                throw unable(ApiProblems.of(e, tools.get("get_call").definition()));
            }
        }
    }

    private static ProtocolException unable(ToolProblem problem) {
        return ProtocolException.unable(ToolAnswer.of(problem).text());
    }

    /**
     * The context of a tool that runs for a resource: there is no tool call of the client to report progress to or to
     * ask in.
     */
    private record NoClient(Requester requester) implements RequestContext {
        @Override
        public void progress(double done, double total, @Nullable String message) {}

        @Override
        public void log(String level, String logger, String message) {}

        @Override
        public Map<String, Map<String, Object>> ask(Map<String, InputRequest> inquiries) {
            return Map.of();
        }
    }
}
