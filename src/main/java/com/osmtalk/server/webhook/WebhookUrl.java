package com.osmtalk.server.webhook;

import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where a webhook goes: an absolute http or https address without credentials. */
final class WebhookUrl {
    private static final int LENGTH = 2_048;
    private static final int LAST_PORT = 65_535;

    private WebhookUrl() {}

    /** What requests under way are counted by: those of one organisation to one host. */
    static String receiver(String organizationId, String url) {
        URI uri = URI.create(url);
        return organizationId + " " + uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort();
    }

    /** What makes it no address that can be sent to. */
    static Optional<String> fault(String url) {
        if (url.length() > LENGTH) {
            return Optional.of("must be at most 2,048 characters long");
        }
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                return Optional.of("must be an absolute http or https URL, like https://example.com/osmtalk");
            }
            return uri.getUserInfo() != null || uri.getRawFragment() != null
                    ? Optional.of("must have no user name, password or fragment")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is not a valid URL");
        }
    }

    /** What keeps a valid one from being sent to when only the public internet may be reached. */
    static Optional<String> privacyFault(String url) {
        return PublicAddressResolver.isPlainlyPrivate(URI.create(url).getHost())
                ? Optional.of(
                        "must be on the public internet, unless the server runs with OSMTALK_WEBHOOKS_ALLOW_PRIVATE")
                : Optional.empty();
    }
}
