package com.osmtalk.server.account;

import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.Organization;
import com.osmtalk.api.User;

/** What a server's first start made, with the secrets that are to be printed once. */
public record FirstStart(Organization organization, User admin, String password, CreatedApiKey apiKey) {
    /** Without the secrets, so that they never reach a log. */
    @Override
    public String toString() {
        return "FirstStart[organization=" + organization + ", admin=" + admin + "]";
    }
}
