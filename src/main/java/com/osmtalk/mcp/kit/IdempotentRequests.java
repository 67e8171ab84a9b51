package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import java.util.UUID;

/** Sends what must not be done twice: with an idempotency key, which is given back when asking again may be needed. */
public final class IdempotentRequests {
    private IdempotentRequests() {}

    /** What is sent; the tool may wait for a person before. */
    public interface Request<T> {
        T with(String key) throws InterruptedException;
    }

    /**
     * @param request is given the key: that of the arguments, or a new one
     * @throws ToolException when it was not done, or nobody can tell
     */
    public static <T> T send(ToolDefinition tool, Arguments arguments, Request<T> request) throws InterruptedException {
        String key = key(arguments);
        try {
            return request.with(key);
        } catch (UnknownOutcomeException e) {
            throw new ToolException(repeatable(tool, ApiProblems.of(e, tool), key));
        } catch (ApiException e) {
            ToolProblem problem = ApiProblems.of(e, tool);
            throw new ToolException(mayBeRepeated(e) ? repeatable(tool, problem, key) : problem);
        }
    }

    /** The key of an attempt that is repeated, or a new one. */
    public static String key(Arguments arguments) {
        return arguments
                .optionalString("idempotency_key")
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Whether the same request under the same key may still come to something. */
    public static boolean mayBeRepeated(ApiException e) {
        return e.status() == 0 || e.status() >= 500 || e.code().equals("request_in_progress");
    }

    /** Only a tool that takes the key back can be asked again with it. */
    public static ToolProblem repeatable(ToolDefinition tool, ToolProblem problem, String key) {
        if (!tool.input().has("idempotency_key")) {
            return problem;
        }
        return new ToolProblem(
                        problem.code(),
                        problem.message(),
                        problem.field(),
                        problem.next() + " Or repeat it with the same arguments and idempotency_key=" + key
                                + ": that never does it twice.",
                        problem.more())
                .with("idempotency_key", key);
    }
}
