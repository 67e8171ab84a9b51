package com.osmtalk.server.eval;

import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;

class EvalOnPostgresTest extends EvalContract {
    @Override
    TestServer server() {
        return TestServer.create().onDatabase(TestDatabase::newPostgresUrl);
    }
}
