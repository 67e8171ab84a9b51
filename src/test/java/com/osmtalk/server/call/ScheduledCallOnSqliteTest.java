package com.osmtalk.server.call;

import com.osmtalk.server.TestServer;

class ScheduledCallOnSqliteTest extends ScheduledCallContract {
    @Override
    TestServer server() {
        return TestServer.create();
    }
}
