package com.osmtalk.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of a client. Not a record: nothing here may end up in a text by accident. */
final class Credentials {
    static final Map<String, String> NONE = Map.of();

    private final @Nullable String apiKey;
    private final @Nullable String sessionToken;
    private final @Nullable String organizationId;

    /** Blank counts as absent; surrounding white space, as it comes from files and variables, is dropped. */
    Credentials(@Nullable String apiKey, @Nullable String sessionToken, @Nullable String organizationId) {
        this.apiKey = cleaned("API key", apiKey);
        this.sessionToken = cleaned("session token", sessionToken);
        this.organizationId = cleaned("organization id", organizationId);
    }

    Map<String, String> widgetHeaders() {
        return headers("x-api-key", apiKey);
    }

    Map<String, String> accountHeaders() {
        String token = sessionToken != null ? sessionToken : apiKey;
        return headers("Authorization", token == null ? null : "Bearer " + token);
    }

    /** 1 to 255 printable ASCII characters, which no header can be smuggled in with. */
    static boolean isHeaderValue(String text) {
        return !text.isEmpty()
                && text.length() <= 255
                && text.strip().length() == text.length()
                && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private Map<String, String> headers(String name, @Nullable String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (value != null) {
            headers.put(name, value);
        }
        if (organizationId != null) {
            headers.put("X-Organization-Id", organizationId);
        }
        return headers;
    }

    private static @Nullable String cleaned(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        if (!isHeaderValue(stripped)) {
            throw new IllegalArgumentException(
                    "The " + what + " has invalid characters; check that it was copied completely and alone.");
        }
        return stripped;
    }
}
