package com.osmtalk.server.auth;

import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;

class AuthorizationAttackOnPostgresTest extends AuthorizationAttackContract {
    @Override
    TestServer server() {
        return TestServer.create().onDatabase(TestDatabase::newPostgresUrl);
    }
}
