package com.osmtalk.server.call;

import com.osmtalk.server.TestServer;

class CallTaskOnSqliteTest extends CallTaskContract {
    @Override
    TestServer server() {
        return TestServer.create();
    }
}
