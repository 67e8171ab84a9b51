package com.osmtalk.mcp.protocol.feature;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an MCP server offers, in the protocol's own JSON. The same for every transport and every revision of the
 * protocol: those differ in how it is asked for and wrapped, not in what it is.
 */
public interface ServerFeatures {
    /** {@code {name, title, version}}. */
    Map<String, Object> serverInfo();

    /** A short manual for the model, of what this requester is offered. */
    String instructions(Requester requester);

    /** As the protocol has them; what is not declared here is not served. */
    Map<String, Object> capabilities();

    /** @throws ProtocolException when the requester's options make no sense */
    List<Map<String, Object>> tools(Requester requester) throws ProtocolException;

    /**
     * @return {@code {content, structuredContent?, isError?}}; bad arguments are a result like that, not an exception
     * @throws ProtocolException when there is no such tool
     */
    Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException;

    List<Map<String, Object>> resources(Requester requester);

    List<Map<String, Object>> resourceTemplates(Requester requester);

    /** {@code [{uri, mimeType, text|blob}]}; empty when there is no such resource. */
    List<Map<String, Object>> readResource(String uri, RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * Tells when a resource has changed, until the watch is closed.
     *
     * @throws ProtocolException when there is nothing to watch
     */
    Watch watchResource(String uri, Requester requester, Runnable changed)
            throws ProtocolException, InterruptedException;

    List<Map<String, Object>> prompts(Requester requester) throws ProtocolException;

    /** {@code {description, messages}}. */
    Map<String, Object> prompt(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * What an argument could be.
     *
     * @param reference {@code {type: "ref/prompt", name}} or {@code {type: "ref/resource", uri}}
     * @param known what other arguments are already
     * @return {@code {values, total?, hasMore?}}, at most 100 values
     */
    Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            RequestContext context)
            throws ProtocolException, InterruptedException;

    /** Tells that a list is another now: {@code tools}, {@code prompts} or {@code resources}. Most never change. */
    default Watch watchLists(Consumer<String> changed) {
        return () -> {};
    }

    /** Tools whose work goes on after their answer, for clients that follow such work as tasks. */
    default Optional<Tasks> tasks() {
        return Optional.empty();
    }

    /** The work that tools have begun. */
    interface Tasks {
        /** The id of the task that a tool has begun, told by its result. */
        Optional<String> begunBy(String tool, Map<String, Object> result);

        /** {@code {taskId, status, statusMessage?, createdAt, lastUpdatedAt, ttlMs, pollIntervalMs?, result?}}. */
        Map<String, Object> task(String id, RequestContext context) throws ProtocolException, InterruptedException;

        void cancel(String id, RequestContext context) throws ProtocolException, InterruptedException;

        /** @param changed is given the task as it is then, like {@link #task} */
        Watch watch(String id, Requester requester, Consumer<Map<String, Object>> changed)
                throws ProtocolException, InterruptedException;
    }

    /** Something that goes on until it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
