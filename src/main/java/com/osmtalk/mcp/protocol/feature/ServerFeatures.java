package com.osmtalk.mcp.protocol.feature;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an MCP server offers, in the protocol's own JSON. It is the same for every transport and every revision of the
 * protocol: those differ in how it is asked for and wrapped, not in what it is. JSON objects are maps, in the form
 * the specification gives for the result of each method.
 *
 * <p>Lists are asked for on the thread that reads the connection, so they have to be there at once. Everything that
 * takes a {@link RequestContext} may take its time.
 */
public interface ServerFeatures {
    /** The specification's {@code Implementation}: {@code {name, title, version, icons?}}. */
    Map<String, Object> serverInfo();

    /** A short manual for the model, of what this requester is offered. */
    String instructions(Requester requester);

    /**
     * The capabilities as the protocol declares them. A method whose capability is not declared here is answered with
     * "not found".
     */
    Map<String, Object> capabilities();

    /** The extensions that the server declares beside tasks, with their settings (2026-07-28, extensions). */
    default Map<String, Object> extensions() {
        return Map.of();
    }

    /**
     * The {@code tools} of {@code tools/list}.
     *
     * @throws ProtocolException when the requester's options make no sense
     */
    List<Map<String, Object>> tools(Requester requester) throws ProtocolException;

    /**
     * Runs a tool.
     *
     * @return {@code {content, structuredContent?, isError?}}. Bad arguments and what goes wrong are such a result,
     *     with {@code isError}, since the model can act on that (2025-11-25, tools, error handling)
     * @throws ProtocolException when there is no such tool
     * @throws InterruptedException when the server is closed
     */
    Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * What an access token has to be good for to bring a request, where people sign in for clients; empty: any token
     * is. Asked before the request is worked on, so it has to be there at once.
     */
    default Optional<String> scope(String method, Map<String, Object> params) {
        return Optional.empty();
    }

    /** The {@code resources} of {@code resources/list}. */
    List<Map<String, Object>> resources(Requester requester);

    /** The {@code resourceTemplates} of {@code resources/templates/list}. */
    List<Map<String, Object>> resourceTemplates(Requester requester);

    /**
     * The {@code contents} of {@code resources/read}: {@code [{uri, mimeType, text|blob}]}.
     *
     * @return empty when there is no such resource
     */
    List<Map<String, Object>> readResource(String uri, RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * Tells when a resource has changed, until the watch is closed.
     *
     * @param changed called on any thread
     * @throws ProtocolException when there is nothing to watch
     */
    Watch watchResource(String uri, Requester requester, Runnable changed)
            throws ProtocolException, InterruptedException;

    /** The {@code prompts} of {@code prompts/list}. */
    List<Map<String, Object>> prompts(Requester requester) throws ProtocolException;

    /**
     * The result of {@code prompts/get}: {@code {description, messages}}.
     *
     * @param arguments strings all
     */
    Map<String, Object> prompt(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * What an argument of a prompt or a resource template could be.
     *
     * @param reference {@code {type: "ref/prompt", name}} or {@code {type: "ref/resource", uri}}
     * @param begun what the user has typed so far
     * @param known the arguments that are filled in already
     * @return {@code {values, total?, hasMore?}}, at most 100 values
     */
    Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            RequestContext context)
            throws ProtocolException, InterruptedException;

    /**
     * Tells when a list has changed: {@code changed} is given {@code tools}, {@code prompts} or {@code resources}.
     * For most servers none ever does, as this default has it.
     */
    default Watch watchLists(Consumer<String> changed) {
        return () -> {};
    }

    /**
     * Tools whose work goes on after their answer, for clients that follow such work as tasks (2026-07-28, tasks
     * extension).
     */
    default Optional<Tasks> tasks() {
        return Optional.empty();
    }

    /** The work that tools have begun. */
    interface Tasks {
        /** Whether a tool may begin one: such a tool can be called as a task (2025-11-25). */
        boolean mayBegin(String tool);

        /** The id of the task that a tool has begun, told by its result; empty when it has begun none. */
        Optional<String> begunBy(String tool, Map<String, Object> result);

        /**
         * Counts a client's request about a task for its limit on tool calls, before anything is done.
         *
         * @throws ProtocolException when the limit is used up
         */
        void count(Requester requester) throws ProtocolException;

        /** A task as it is now, with the questions that this client can be asked. */
        TaskState task(String id, RequestContext context) throws ProtocolException, InterruptedException;

        /**
         * Takes a client's answers to the questions of a task. Those to what is not asked, or not any more, are
         * passed over, as the extension wants it.
         *
         * @param responses by the keys of the questions
         * @throws ProtocolException when there is no such task, an answer has not the form that its question asks for,
         *     or it could not be passed on
         */
        void answer(String id, Map<String, Object> responses, RequestContext context)
                throws ProtocolException, InterruptedException;

        /**
         * Asks for a task to end.
         *
         * @throws ProtocolException when there is no such task, or it cannot be ended
         */
        void cancel(String id, RequestContext context) throws ProtocolException, InterruptedException;

        /**
         * Tells of a task's changes, until the watch is closed.
         *
         * @param changed is given the task as it is then, like {@link #task}
         */
        Watch watch(String id, Requester requester, Consumer<TaskState> changed)
                throws ProtocolException, InterruptedException;
    }

    /** Something that goes on until it is closed. To close it again does nothing. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
