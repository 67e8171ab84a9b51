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
            description = "The osmTalk API (OSMTALK_API_URL; default with a key: https://api.osmtalk.com).")
    @Nullable
    String apiUrl;

    @Option(
            names = "--organization-id",
            paramLabel = "ID",
            description = "The organisation to act for (OSMTALK_ORGANIZATION_ID; default: the key's own).")
    @Nullable
    String organizationId;

    /** From the environment only: the command line of a process can be read by every user of the machine. */
    static @Nullable String apiKey() {
        return Environment.value("OSMTALK_API_KEY").orElse(null);
    }

    URI apiUrl() {
        return apiUrl == null ? OsmTalkClient.PRODUCTION : WebAddress.of("--api-url (OSMTALK_API_URL)", apiUrl);
    }

    boolean hasApiUrl() {
        return apiUrl != null;
    }

    /** @throws UsageException for what can't stand in a header */
    @Nullable
    String organizationId() {
        if (organizationId != null && !organizationId.matches("[\\x21-\\x7E]{1,255}")) {
            throw new UsageException("--organization-id (OSMTALK_ORGANIZATION_ID) has characters that no id has");
        }
        return organizationId;
    }
}
