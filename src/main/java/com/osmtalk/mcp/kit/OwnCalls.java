package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import java.util.function.Supplier;

/**
 * Doing something about a live call: with an account key about every call of the account, with any other secret key
 * about those that it has started, which has routes of its own.
 */
public final class OwnCalls {
    private static final int FORBIDDEN = 403;

    private OwnCalls() {}

    /**
     * @param account the request to the account's route, which a limited key is refused before anything is done
     * @param own the same to the route for the key's own calls
     */
    public static <T> T send(Supplier<T> account, Supplier<T> own) {
        try {
            return account.get();
        } catch (ApiException e) {
            if (e.status() != FORBIDDEN) {
                throw e;
            }
            return own.get();
        }
    }
}
