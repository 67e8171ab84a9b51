package com.osmtalk.server.auth;

import com.osmtalk.server.identity.Identities;
import com.osmtalk.server.identity.Principal;
import java.util.Optional;

/** Whose a credential is: a person's and a key's as the accounts know them, and connected assistants. */
public final class ConnectedIdentities implements Identities {
    private final Identities accounts;
    private final AssistantConnections connections;

    public ConnectedIdentities(Identities accounts, AssistantConnections connections) {
        this.accounts = accounts;
        this.connections = connections;
    }

    @Override
    public Optional<SignedIn> session(String token) {
        return accounts.session(token);
    }

    @Override
    public Optional<Principal.Key> apiKey(String secret) {
        return accounts.apiKey(secret);
    }

    @Override
    public Optional<Principal.Assistant> assistant(String credential) {
        return connections.byCredential(credential);
    }
}
