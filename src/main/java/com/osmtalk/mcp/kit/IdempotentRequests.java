package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import java.util.UUID;

/**
 * Sends requests that must not be carried out twice, each with an idempotency key. If the outcome is unknown, the
 * answer gives the key to the model, so that it can repeat the request safely.
 */
public final class IdempotentRequests {
    private IdempotentRequests() {}

    /** A request that is sent with a key. The tool may wait for a person before it. */
    public interface Request<T> {
        T with(String key) throws InterruptedException;
    }

    /**
     * @param request is given the key: the one in the arguments, or a new one
     * @throws ToolException when it was not carried out, or nobody can tell
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

    /** The key in the arguments, which repeats an attempt, or a new one. */
    public static String key(Arguments arguments) {
        return arguments
                .optionalString("idempotency_key")
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Whether the same request with the same key may still succeed. */
    public static boolean mayBeRepeated(ApiException e) {
        return e.status() == 0 || e.status() >= 500 || e.code().equals("request_in_progress");
    }

    /** Adds the key to a problem, if the tool takes a key. */
    public static ToolProblem repeatable(ToolDefinition tool, ToolProblem problem, String key) {
        if (!tool.input().has("idempotency_key")) {
            return problem;
        }
        return new ToolProblem(
                        problem.code(),
                        problem.message(),
                        problem.field(),
                        problem.next() + " Or repeat it with the same arguments and idempotency_key=" + key
                                + ": a repeat never does it twice.",
                        problem.more())
                .with("idempotency_key", key);
    }
}
