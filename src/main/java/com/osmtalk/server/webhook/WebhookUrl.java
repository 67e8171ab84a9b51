package com.osmtalk.server.webhook;

import com.osmtalk.server.validation.Faults;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a webhook goes: an absolute http or https address without credentials. */
final class WebhookUrl {
    private static final int LENGTH = 2_048;
    private static final int LAST_PORT = 65_535;

    private WebhookUrl() {}

    static void check(String path, String url, Faults faults) {
        String fault = fault(url);
        if (fault != null) {
            faults.add(path, fault);
        }
    }

    /** What requests under way are counted by: those of one organisation to one host. */
    static String receiver(String organizationId, String url) {
        URI uri = URI.create(url);
        return organizationId + " " + uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort();
    }

    private static @Nullable String fault(String url) {
        if (url.length() > LENGTH) {
            return "must be at most 2,048 characters long";
        }
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                return "must be a whole http or https address, like https://example.com/osmtalk";
            }
            return uri.getUserInfo() != null || uri.getRawFragment() != null
                    ? "must have no user name, password or fragment"
                    : null;
        } catch (URISyntaxException e) {
            return "is no valid address";
        }
    }
}
