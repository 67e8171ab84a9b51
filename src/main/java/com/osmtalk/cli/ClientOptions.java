package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which osmTalk API to talk to, and as whom. */
final class ClientOptions {
    /** What can stand in a header. */
    private static final Pattern ORGANIZATION_ID = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Settings settings;

    ClientOptions(Settings settings) {
        this.settings = settings;
    }

    Optional<String> apiKey() {
        return settings.find(Setting.API_KEY);
    }

    URI apiUrl() {
        return settings.webAddress(Setting.API_URL).orElse(OsmTalkClient.PRODUCTION);
    }

    boolean hasApiUrl() {
        return settings.given(Setting.API_URL).isPresent();
    }

    /**
     * Null: the key's own.
     *
     * @throws UsageException for what can't stand in a header
     */
    @Nullable
    String organizationId() {
        return settings.parsed(Setting.ORGANIZATION_ID, id -> {
                    if (!ORGANIZATION_ID.matcher(id).matches()) {
                        throw new IllegalArgumentException("has characters that no id has");
                    }
                    return id;
                })
                .orElse(null);
    }
}
