package com.osmtalk.server.call;

import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OwnerActionsOnPostgresTest extends OwnerActionsContract {
    private final TestServer server = TestServer.create().withSpeed(10).onDatabase(TestDatabase::newPostgresUrl);

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
