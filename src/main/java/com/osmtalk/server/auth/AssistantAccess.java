package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantScope;
import java.util.List;

/**
 * What an access token stands for inside.
 *
 * @param credential of the connection, which the API knows; the same for each token of it
 * @param scopes of the token
 */
public record AssistantAccess(String credential, List<AssistantScope> scopes) {
    /** Without the credential, so that it never reaches a log. */
    @Override
    public String toString() {
        return "AssistantAccess[scopes=" + scopes + "]";
    }
}
