package com.osmtalk.server.call;

import com.osmtalk.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OwnerActionsOnSqliteTest extends OwnerActionsContract {
    private final TestServer server = TestServer.create().withSpeed(10);

    @BeforeAll
    void open() throws IOException {
        server.open();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Override
    TestServer server() {
        return server;
    }
}
