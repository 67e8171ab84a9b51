package com.osmtalk.server.auth;

import com.osmtalk.server.TestServer;

class AuthorizationAttackOnSqliteTest extends AuthorizationAttackContract {
    @Override
    TestServer server() {
        return TestServer.create();
    }
}
