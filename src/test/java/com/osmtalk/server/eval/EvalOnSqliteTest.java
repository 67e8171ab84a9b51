package com.osmtalk.server.eval;

import com.osmtalk.server.TestServer;

class EvalOnSqliteTest extends EvalContract {
    @Override
    TestServer server() {
        return TestServer.create();
    }
}
