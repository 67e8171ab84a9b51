package com.osmtalk.server.auth;

import com.osmtalk.server.TestServer;

class AssistantLimitsOnSqliteTest extends AssistantLimitsContract {
    @Override
    TestServer server() {
        return TestServer.create();
    }
}
