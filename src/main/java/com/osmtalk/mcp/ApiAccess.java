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

/** Opens the API to each caller with the caller's own key: one hosted server has many customers. */
final class ApiAccess {
    /** What can stand in a header without changing its meaning. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private final OsmTalkClient client;
    private final @Nullable Supplier<String> ownKey;
    private final Supplier<@Nullable String> ownOrganization;

    /**
     * @param ownKey for callers that bring none; asked when one calls
     * @param ownOrganization that key acts for, and no other; null: the key's own
     */
    ApiAccess(OsmTalkClient client, @Nullable Supplier<String> ownKey, Supplier<@Nullable String> ownOrganization) {
        this.client = client;
        this.ownKey = ownKey;
        this.ownOrganization = ownOrganization;
    }

    /** @throws ToolException when there is no key, or one that cannot be a key */
    WidgetApi with(@Nullable String callersKey) {
        return as(callersKey).widget();
    }

    /** The same for the routes of the account, which take a session token for a key as well. */
    AccountApi account(@Nullable String callersKey) {
        return as(callersKey).account();
    }

    /** Tells callers apart by their keys, without giving anything of a key away. */
    String principal(@Nullable String callersKey) {
        return Fingerprint.of(key(callersKey));
    }

    private OsmTalkClient as(@Nullable String callersKey) {
        return client.withApiKey(key(callersKey), callersKey == null ? ownOrganization.get() : null);
    }

    private String key(@Nullable String callersKey) {
        String key = callersKey != null || ownKey == null ? callersKey : ownKey.get();
        if (key == null || key.isBlank()) {
            throw unauthenticated("There is no osmTalk API key to use.");
        }
        if (!KEY.matcher(key).matches()) {
            throw unauthenticated("The osmTalk API key has characters no key has.");
        }
        return key;
    }

    private static ToolException unauthenticated(String message) {
        return new ToolException(ToolProblem.of("unauthenticated", message, ApiProblems.HOW_TO_GIVE_A_KEY));
    }
}
