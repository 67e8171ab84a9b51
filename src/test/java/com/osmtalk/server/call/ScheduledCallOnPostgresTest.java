package com.osmtalk.server.call;

import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;

class ScheduledCallOnPostgresTest extends ScheduledCallContract {
    @Override
    TestServer server() {
        return TestServer.create().onDatabase(TestDatabase::newPostgresUrl);
    }
}
