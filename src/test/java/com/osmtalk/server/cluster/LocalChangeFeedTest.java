package com.osmtalk.server.cluster;

import org.junit.jupiter.api.BeforeEach;

class LocalChangeFeedTest extends ChangeFeedContract {
    private ChangeFeed feed;

    @BeforeEach
    void make() {
        feed = new LocalChangeFeed(database);
    }

    @Override
    ChangeFeed waiting() {
        return feed;
    }

    @Override
    ChangeFeed storing() {
        return feed;
    }
}
