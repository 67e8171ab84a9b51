package com.osmtalk.server.compliance;

import com.osmtalk.server.TestServer;

class ToldOnSqliteTest extends ToldContract {
    @Override
    TestServer server() {
        return TestServer.create().withSimulator();
    }
}
