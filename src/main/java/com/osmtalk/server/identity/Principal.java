package com.osmtalk.server.identity;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.User;

/** Who a request was authenticated as, and the organisation it acts for. */
public sealed interface Principal {
    String organizationId();

    record Person(User user, String organizationId) implements Principal {}

    record Key(ApiKey apiKey, String organizationId) implements Principal {}
}
