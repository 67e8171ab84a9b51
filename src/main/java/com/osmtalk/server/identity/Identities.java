package com.osmtalk.server.identity;

import com.osmtalk.api.Organization;
import com.osmtalk.api.Role;
import com.osmtalk.api.User;
import java.util.List;
import java.util.Optional;

/**
 * Tells whom a credential belongs to. Implemented by the accounts, asked by the HTTP edge.
 */
public interface Identities {
    /** The person a session token belongs to; empty when it is unknown, expired or logged out. */
    Optional<SignedIn> session(String token);

    /** The key a secret belongs to, disabled or not; empty when there is none. */
    Optional<Principal.Key> apiKey(String secret);

    /** The connected assistant that a credential stands for; empty when there is none, or it was disconnected. */
    default Optional<Principal.Assistant> assistant(String credential) {
        return Optional.empty();
    }

    /** @param memberships the organisations the person is in, the default one first */
    record SignedIn(User user, List<Membership> memberships) {}

    /** An organisation, and what a person may do in it. */
    record Membership(Organization organization, Role role) {}
}
