package com.osmtalk.server.identity;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.User;
import java.util.List;
import java.util.Optional;

/** Who a request was authenticated as, and the organisation it acts for. */
public sealed interface Principal {
    String organizationId();

    /** The only agents that are there for them; empty where all of the organisation's are. */
    Optional<List<String>> onlyAgents();

    record Person(User user, String organizationId) implements Principal {
        @Override
        public Optional<List<String>> onlyAgents() {
            return Optional.empty();
        }
    }

    record Key(ApiKey apiKey, String organizationId) implements Principal {
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
