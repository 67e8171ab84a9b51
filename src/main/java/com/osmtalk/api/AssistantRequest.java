package com.osmtalk.api;

import java.time.Instant;
import java.util.List;

/**
 * What an assistant asks a person for: the answer of {@code GET /api/oauth/requests/:id}.
 *
 * @param clientName as the client calls itself: nobody has checked it
 * @param redirectHost where the answer goes, which does tell who asks: a host, or the scheme of a program
 * @param onThisDevice whether the answer goes to a program on the person's own device, whichever listens there
 * @param scopes what it asks for; less can be given
 */
public record AssistantRequest(
        String id,
        String clientName,
        String redirectHost,
        boolean onThisDevice,
        List<AssistantScope> scopes,
        Instant expiresAt) {}
