package com.osmtalk.cli;

import com.osmtalk.server.store.TestDatabase;
import java.util.Map;

class SignedInAssistantOnPostgresTest extends SignedInAssistantContract {
    @Override
    Map<String, String> database() {
        return Map.of("OSMTALK_DATABASE_URL", TestDatabase.newPostgresUrl());
    }
}
