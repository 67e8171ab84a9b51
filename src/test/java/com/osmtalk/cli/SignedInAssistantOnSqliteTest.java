package com.osmtalk.cli;

import java.util.Map;

class SignedInAssistantOnSqliteTest extends SignedInAssistantContract {
    @Override
    Map<String, String> database() {
        return Map.of();
    }
}
