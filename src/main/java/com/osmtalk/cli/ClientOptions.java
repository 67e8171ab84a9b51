package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which osmTalk API to talk to, and as whom. */
final class ClientOptions {
    @Option(
            names = "--api-url",
            paramLabel = "URL",
            defaultValue = "${env:OSMTALK_API_URL}",
            description = "The osmTalk API (OSMTALK_API_URL; default with a key: https://api.osmtalk.com).")
    @Nullable
    String apiUrl;

    @Option(
            names = "--organization-id",
            paramLabel = "ID",
            defaultValue = "${env:OSMTALK_ORGANIZATION_ID}",
            description = "The organisation to act for (OSMTALK_ORGANIZATION_ID; default: the key's own).")
    @Nullable
    String organizationId;

    /** From the environment only: the command line of a process can be read by every user of the machine. */
    static @Nullable String apiKey() {
        return blankToNull(System.getenv("OSMTALK_API_KEY"));
    }

    URI apiUrl() {
        String given = blankToNull(apiUrl);
        return given == null ? OsmTalkClient.PRODUCTION : URI.create(given);
    }

    boolean hasApiUrl() {
        return blankToNull(apiUrl) != null;
    }

    @Nullable
    String organizationId() {
        return blankToNull(organizationId);
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
