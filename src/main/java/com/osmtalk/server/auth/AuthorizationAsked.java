package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantScope;
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
        Instant expiresAt) {}
