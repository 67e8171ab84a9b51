package com.osmtalk.server.webhook;

import com.osmtalk.server.validation.FieldErrors;
import java.time.Duration;
import java.util.Optional;

/**
 * How webhooks are delivered.
 *
 * @param allowPrivate whether receivers may be on loopback, private and link-local addresses
 * @param timeout how long a receiver may take for its whole answer
 */
public record WebhookPolicy(boolean allowPrivate, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * Adds what is wrong with a webhook's URL to the errors, if anything is. A host that only turns out to be private
     * when it is looked up is refused when something is sent there.
     *
     * @param path the URL's field in the body
     */
    public void check(String path, String url, FieldErrors errors) {
        WebhookUrl.fault(url)
                .or(() -> allowPrivate ? Optional.empty() : WebhookUrl.privacyFault(url))
                .ifPresent(fault -> errors.add(path, fault));
    }

    /** With a timeout of 15 seconds. */
    public WebhookPolicy(boolean allowPrivate) {
        this(allowPrivate, TIMEOUT);
    }
}
