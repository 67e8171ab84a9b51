package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import java.util.function.Supplier;

/**
 * Doing something about a live call: with an account key about every call of the account, with any other secret key
 * about those that it has started, which has routes of its own.
 */
public final class OwnCalls {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private OwnCalls() {}

    /**
     * @param account the request to the account's route, which a limited key is refused before anything is done
     * @param own the same to the route for the key's own calls
     * @throws ToolException when there is no such route for a call that is there
     */
    public static <T> T send(ToolContext context, String callId, Supplier<T> account, Supplier<T> own) {
        try {
            return limited(account, own);
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND && isThere(context, callId)) {
                if (MissingRoute.isMeant(e, callId)) {
                    throw MissingRoute.refused(
                            "do that with a call",
                            "get_call shows the call; tell the person that it goes on as it is.");
                }
                throw new ToolException(ToolProblem.of(
                        "not_found",
                        "The call is there, but nothing was done about it: another key has started it.",
                        "get_call shows the call; tell the person that it goes on as it is."));
            }
            throw e;
        }
    }

    private static <T> T limited(Supplier<T> account, Supplier<T> own) {
        try {
            return account.get();
        } catch (ApiException e) {
            if (e.status() != FORBIDDEN) {
                throw e;
            }
            return own.get();
        }
    }

    private static boolean isThere(ToolContext context, String callId) {
        try {
            context.api().getCall(callId);
            return true;
        } catch (ApiException notToBeSeen) {
            return false;
        }
    }
}
