package com.osmtalk.server.compliance;

import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;

class ToldOnPostgresTest extends ToldContract {
    @Override
    TestServer server() {
        return TestServer.create().onDatabase(TestDatabase::newPostgresUrl).withSimulator();
    }
}
