package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantScope;
import com.osmtalk.server.store.FoldedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client has asked a person for, checked.
 *
 * @param state the client's own, handed back as it came; null: it sent none
 * @param resource the MCP server that it wants to use
 * @param codeChallenge of the verifier that it will show for the code (RFC 7636, S256)
 * @param issuer this server as the client knows it
 */
record AuthorizationAsked(
        String clientId,
        String clientName,
        String redirectUri,
        @Nullable String state,
        List<AssistantScope> scopes,
        String resource,
        String codeChallenge,
        String issuer,
        Instant expiresAt) {
    /**
     * Which assistant asks, the same for each registration of it: by the site or the program that answers go to. On the
     * person's own device any program can take them, so that there it is told by its name as well.
     */
    String assistant() {
        return RedirectUris.isOnThisDevice(redirectUri)
                ? "this device " + FoldedText.of(clientName)
                : RedirectUris.shown(redirectUri);
    }
}
