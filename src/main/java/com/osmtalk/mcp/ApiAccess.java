package com.osmtalk.mcp;

import com.osmtalk.client.AccountApi;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.guard.Fingerprint;
import com.osmtalk.mcp.kit.ApiProblems;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens the API for each caller with the caller's own key: one hosted MCP server serves many accounts. */
final class ApiAccess {
    /** Printable ASCII, which a header transmits unchanged. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private final OsmTalkClient client;
    private final @Nullable Supplier<String> ownKey;
    private final Supplier<@Nullable String> ownOrganization;

    /**
     * @param ownKey for callers that send no key; asked at each call. Null: such callers are refused
     * @param ownOrganization the organisation that {@code ownKey} acts for; null for the one it belongs to
     */
    ApiAccess(OsmTalkClient client, @Nullable Supplier<String> ownKey, Supplier<@Nullable String> ownOrganization) {
        this.client = client;
        this.ownKey = ownKey;
        this.ownOrganization = ownOrganization;
    }

    /** @throws ToolException when there is no key, or it does not look like one */
    WidgetApi with(@Nullable String callersKey) {
        return as(callersKey).widget();
    }

    /** The routes of the account, which also take a session token in place of a key. */
    AccountApi account(@Nullable String callersKey) {
        return as(callersKey).account();
    }

    /** Identifies a caller by a fingerprint of the key, which reveals nothing of it. */
    String principal(@Nullable String callersKey) {
        return Fingerprint.of(key(callersKey));
    }

    private OsmTalkClient as(@Nullable String callersKey) {
        return client.withApiKey(key(callersKey), callersKey == null ? ownOrganization.get() : null);
    }

    private String key(@Nullable String callersKey) {
        String key = callersKey != null || ownKey == null ? callersKey : ownKey.get();
        if (key == null || key.isBlank()) {
            throw unauthenticated("No osmTalk API key was given.");
        }
        if (!isKey(key)) {
            throw unauthenticated("The osmTalk API key contains characters that no key has.");
        }
        return key;
    }

    /** Whether a text can be a key: a header has to be able to carry it. */
    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    private static ToolException unauthenticated(String message) {
        return new ToolException(ToolProblem.of("unauthenticated", message, ApiProblems.HOW_TO_GIVE_A_KEY));
    }
}
