package com.osmtalk.cli;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.KeyKind;
import com.osmtalk.mcp.ToolScopes;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.server.OsmTalkServer;
import com.osmtalk.server.auth.AssistantAccess;
import com.osmtalk.server.auth.AssistantConnections;
import com.osmtalk.server.auth.Grants;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks keys, access tokens and session tokens of MCP up in the database of the server that runs in this process: a key
 * that is disabled or deleted is refused with its next request, and no request asks another of the same server.
 */
final class ServedKeyCheck implements KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServedKeyCheck.class);

    private final CompletableFuture<OsmTalkServer> server;

    /** @param server a moment after its first request may have come, which waits for it */
    ServedKeyCheck(CompletableFuture<OsmTalkServer> server) {
        this.server = server;
    }

    @Override
    public Verdict check(String key, String address) {
        Optional<ApiKey> found;
        try {
            if (key.startsWith(Grants.ACCESS_PREFIX)) {
                return server.join()
                        .assistant(key)
                        .map(ServedKeyCheck::token)
                        .orElseGet(
                                () -> Verdict.invalid("This access token is not known, has expired, or was revoked."));
            }
            if (server.join().isSession(key)) {
                return Verdict.VALID;
            }
            found = server.join().apiKey(key);
        } catch (RuntimeException e) {
            LOG.warn("An API key could not be looked up: {}", e.toString());
            return Verdict.unchecked("The server can't look up API keys just now. Try again in a few seconds.");
        }
        if (found.isEmpty()) {
            return Verdict.invalid("This API key is not known; it may have been deleted. Make one with: osmtalk keys"
                    + " create --name NAME");
        }
        if (!found.get().enabled()) {
            return Verdict.invalid("This API key has been disabled.");
        }
        if (found.get().kind() == KeyKind.BROWSER) {
            return Verdict.forbidden("This is a browser key, which stands in web pages: it opens connect and chat, and"
                    + " not MCP. Make a secret key with: osmtalk keys create --name NAME");
        }
        return Verdict.VALID;
    }

    private static Verdict token(AssistantAccess access) {
        return Verdict.token(
                access.credential(),
                access.scopes().stream().map(AssistantScope::value).collect(Collectors.toSet()));
    }

    @Override
    public Standing standing(String credential) {
        if (!credential.startsWith(AssistantConnections.CREDENTIAL_PREFIX)) {
            return check(credential, "").standing();
        }
        try {
            return server.join().isConnected(credential) ? Standing.VALID : Standing.INVALID;
        } catch (RuntimeException e) {
            LOG.warn("A connection could not be looked up: {}", e.toString());
            return Standing.UNCHECKED;
        }
    }

    @Override
    public Optional<SignIn> signIn() {
        return Optional.of(new SignIn(ToolScopes.ALL, ToolScopes.USUAL));
    }
}
