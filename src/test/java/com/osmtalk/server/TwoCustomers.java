package com.osmtalk.server;

import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of routes on one server, each with two new organisations: whose things they are, and who must not see them. */
public abstract class TwoCustomers {
    @TempDir
    static Path folder;

    protected static FeatureServer server;

    protected Customer us;
    protected Customer them;

    @BeforeAll
    static void start() {
        server = new FeatureServer(TestDatabase.SQLITE, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void join() {
        // one number belongs to one organisation only, also to those of the tests before
        server.rows.clear("phone_numbers");
        us = server.newCustomer();
        them = server.newCustomer();
    }
}
