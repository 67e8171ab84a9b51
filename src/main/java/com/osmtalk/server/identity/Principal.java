package com.osmtalk.server.identity;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.Role;
import com.osmtalk.api.User;
import java.util.List;
import java.util.Optional;

/** Who a request was authenticated as, and the organisation it acts for. */
public sealed interface Principal {
    String organizationId();

    /** The id of the key or connected assistant that asks; empty: a person does. */
    default Optional<String> programId() {
        return Optional.empty();
    }

    /** The only numbers that they may call from and see; empty: all of the organisation's. */
    default Optional<List<String>> onlyNumbers() {
        return Optional.empty();
    }

    /** The only agents that are there for them; empty where all of the organisation's are. */
    Optional<List<String>> onlyAgents();

    /** @param role in that organisation */
    record Person(User user, String organizationId, Role role) implements Principal {
        @Override
        public Optional<List<String>> onlyAgents() {
            return Optional.empty();
        }
    }

    /** An assistant that a person has connected: it may do what that person allowed it, in that organisation. */
    record Assistant(AssistantConnection connection, String organizationId) implements Principal {
        @Override
        public Optional<List<String>> onlyAgents() {
            return Optional.empty();
        }

        @Override
        public Optional<String> programId() {
            return Optional.of(connection.id());
        }

        @Override
        public Optional<List<String>> onlyNumbers() {
            return Optional.ofNullable(connection.phoneNumberIds());
        }
    }

    record Key(ApiKey apiKey, String organizationId) implements Principal {
        @Override
        public Optional<String> programId() {
            return Optional.of(apiKey.id());
        }

        /** Whether it stands in web pages, where anybody can read it. */
        public boolean isBrowserKey() {
            return apiKey.kind() == KeyKind.BROWSER;
        }

        @Override
        public Optional<List<String>> onlyAgents() {
            return isBrowserKey() ? Optional.of(apiKey.agentIds()) : Optional.empty();
        }
    }
}
