package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.feature.InputRequiredException;
import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpcError;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stateless revision, 2026-07-28: each request brings its revision and the client's capabilities with it, and a
 * question to the client ends the request until it comes again with the answer.
 *
 * <p>All of it is ours, as the SDK of 2.1.0 does not speak this revision. {@code mcp-core} 2.2.0 is the first that
 * does; its JSON half ({@code mcp-json-jackson2} 2.2.0) was not published in November 2026. This package can go once
 * the SDK's passes the conformance suite and the tests of this package.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28">the specification</a>
 */
public final class ModernProtocol implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModernProtocol.class);
    private static final String DISCOVER = ProtocolVersions.DISCOVER;
    static final String LISTEN = "subscriptions/listen";
    /** The methods whose results say for how long, and for whom, they may be kept. */
    private static final Set<String> CACHEABLE = Set.of(
            DISCOVER, "tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read");

    /** How long a list may be kept, in milliseconds: it changes with the program only. */
    private static final long LIST_TTL_MS = 300_000;

    private final ServerMethods methods;
    private final RequestStates states;
    private final TasksExtension tasks;
    private final ListenRequests listeners;

    public ModernProtocol(ServerMethods methods, Clock clock) {
        this.methods = methods;
        this.states = new RequestStates(clock);
        this.tasks = new TasksExtension(methods.features());
        this.listeners = new ListenRequests(methods);
    }

    /** Answers a request: directly, or on a thread of the executor when it may take its time. */
    public void answer(Message.Request request, Requester from, Responder responder, RequestExecutor runner) {
        try {
            RequestMeta meta = RequestMeta.of(request.params()).requireSupportedVersion();
            Requester requester = from.declaring(meta.capabilities());
            Optional<Map<String, Object>> direct = request.method().equals(DISCOVER)
                    ? Optional.of(discovery(requester))
                    : methods.list(request.method(), request.params(), requester);
            if (direct.isPresent()) {
                complete(request, responder, direct.get());
            } else if (request.method().equals(LISTEN)) {
                listeners.open(request, requester, responder, runner);
            } else if (ServerMethods.LONG_RUNNING.contains(request.method()) && methods.serves(request.method())
                    || tasks.serves(request.method())) {
                runner.run(() -> work(request, meta, requester, responder));
            } else {
                throw ProtocolException.unknownMethod(request.method());
            }
        } catch (ProtocolException e) {
            fail(request, responder, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.method(), e);
            fail(request, responder, ProtocolException.internal());
        }
    }

    private Map<String, Object> discovery(Requester requester) {
        Map<String, Object> capabilities =
                new LinkedHashMap<>(methods.features().capabilities());
        Map<String, Object> extensions = new LinkedHashMap<>(methods.features().extensions());
        if (tasks.areOffered()) {
            extensions.put(TasksExtension.EXTENSION, Map.of());
        }
        if (!extensions.isEmpty()) {
            capabilities.put("extensions", extensions);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("supportedVersions", List.of(ProtocolVersions.STATELESS));
        result.put("capabilities", capabilities);
        result.put("instructions", methods.features().instructions(requester));
        return result;
    }

    private void work(Message.Request request, RequestMeta meta, Requester requester, Responder responder) {
        try {
            ModernRequestContext context = new ModernRequestContext(
                    request, methods.declares("logging") ? meta : meta.withoutLogging(), requester, states, responder);
            Map<String, Object> result = tasks.serves(request.method())
                    ? tasks.answer(request, context)
                    : methods.answer(request.method(), request.params(), context);
            complete(request, responder, tasks.begunBy(request, context, result).orElse(result));
        } catch (InputRequiredException e) {
            responder.end(200, JsonRpc.result(request.id(), withServerInfo(e.result(), false)));
        } catch (ProtocolException e) {
            fail(request, responder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(request, responder, ProtocolException.internal());
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", request.method(), e);
            fail(request, responder, ProtocolException.internal());
        }
    }

    private void complete(Message.Request request, Responder responder, Map<String, Object> result) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("resultType", "complete");
        whole.putAll(result);
        if (CACHEABLE.contains(request.method())) {
            boolean read = request.method().equals("resources/read");
            whole.putIfAbsent("ttlMs", read ? 0 : LIST_TTL_MS);
            // a requester's options and key decide what is listed, and which of it the instructions name
            whole.putIfAbsent("cacheScope", "private");
        }
        responder.end(
                200,
                JsonRpc.result(
                        request.id(), withServerInfo(whole, request.method().equals(DISCOVER))));
    }

    /**
     * Names the server in the {@code _meta} of a result: without an opening there is no other place to.
     *
     * @param shown with its icons, which are longer than most results
     */
    private Map<String, Object> withServerInfo(Map<String, Object> result, boolean shown) {
        Map<String, Object> signed = new LinkedHashMap<>(result);
        Map<String, Object> server = new LinkedHashMap<>(methods.features().serverInfo());
        if (!shown) {
            server.remove("icons");
        }
        Map<String, Object> info = Map.of(ProtocolVersions.META_PREFIX + "serverInfo", server);
        signed.merge("_meta", info, (given, ours) -> {
            Map<String, Object> both = new LinkedHashMap<>(RequestParams.cast((Map<?, ?>) given));
            both.putAll(info);
            return both;
        });
        return signed;
    }

    /** Answers with an error, whose HTTP status counts in this revision. */
    static void fail(Message.Request request, Responder responder, ProtocolException problem) {
        JsonRpcError error = problem.error();
        // this revision has no codes of its own for these
        int code = switch (error.code()) {
            case ProtocolException.RESOURCE_NOT_FOUND -> ProtocolException.INVALID_PARAMS;
            case ProtocolException.BUSY -> ProtocolException.INTERNAL_ERROR;
            default -> error.code();
        };
        responder.end(
                problem.status(), JsonRpc.error(request.id(), new JsonRpcError(code, error.message(), error.data())));
    }

    @Override
    public void close() {
        listeners.close();
    }
}
