package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.api.User;

/** What a server's first start made, with the password that is to be shown once. */
public record InitialAccount(Organization organization, User admin, String password) {
    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "InitialAccount[organization=" + organization + ", admin=" + admin + "]";
    }
}
