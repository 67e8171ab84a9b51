package com.osmtalk.server.webhook;

import com.osmtalk.server.validation.Faults;
import java.time.Duration;
import java.util.Optional;

/**
 * How webhooks are delivered.
 *
 * @param allowPrivate whether receivers may be on loopback, private and link-local addresses
 * @param patience how long a receiver may take for its whole answer
 */
public record WebhookPolicy(boolean allowPrivate, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Adds what is wrong with a webhook's URL to the faults, if anything is. A host that only turns out to be private
     * when it is looked up is refused when something is sent there.
     *
     * @param path the URL's field in the body
     */
    public void check(String path, String url, Faults faults) {
        WebhookUrl.fault(url)
                .or(() -> allowPrivate ? Optional.empty() : WebhookUrl.privacyFault(url))
                .ifPresent(fault -> faults.add(path, fault));
    }

    /** With 15 seconds of patience. */
    public WebhookPolicy(boolean allowPrivate) {
        this(allowPrivate, PATIENCE);
    }
}
