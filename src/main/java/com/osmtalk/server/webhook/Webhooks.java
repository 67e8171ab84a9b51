package com.osmtalk.server.webhook;

import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.RotatedWebhookSecret;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSecretRotation;
import com.osmtalk.api.WebhookSettings;
import com.osmtalk.api.WebhookSettingsDraft;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.server.webhook.WebhookSettingsStore.Previous;
import com.osmtalk.server.webhook.WebhookSettingsStore.Stored;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation sees and sets of its webhook. Changes are part of the transaction they are made in.
 *
 * <p>A delivery carries the URL it is sent to, so a change of the settings also changes the rows that wait; those with
 * a URL of their own, as a campaign's, are left as they are.
 */
public final class Webhooks {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final int SHOWN_ENDING = 4;
    private static final int SHORT_SECRET = 16;
    private static final int SECRET_BYTES = 32;
    private static final int USUAL_OVERLAP_HOURS = 24;
    private static final int LONGEST_OVERLAP_HOURS = 168;

    private final Database database;
    private final WebhookSettingsStore settings;
    private final DeliveryStore deliveries;
    private final WebhookEvents events;
    private final WebhookSender sender;
    private final WebhookPolicy policy;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Webhooks(Database database, WebhookEvents events, WebhookSender sender, WebhookPolicy policy, Clock clock) {
        this.database = database;
        this.settings = new WebhookSettingsStore(database);
        this.deliveries = new DeliveryStore(database);
        this.events = events;
        this.sender = sender;
        this.policy = policy;
        this.clock = clock;
    }

    WebhookSettings settings(String organizationId) {
        return shown(settings.get(organizationId));
    }

    /**
     * Changes what the draft names. What waits to be sent goes to the new URL, or nowhere when there is none any more.
     *
     * @throws Problem INVALID for a URL or secret that can't be used
     */
    WebhookSettings update(String organizationId, WebhookSettingsDraft draft) {
        return database.transaction(handle -> {
            Stored before = settings.get(organizationId);
            Stored after = changed(before, draft);
            settings.put(organizationId, after, clock.millis());
            if (after.url().isEmpty()) {
                deliveries.abandon(organizationId, clock.millis());
            } else if (!after.url().equals(before.url())) {
                deliveries.redirect(organizationId, after.url(), WebhookUrl.receiver(organizationId, after.url()));
            }
            return shown(after);
        });
    }

    /**
     * Replaces the secret by a new one. Until the overlap has passed requests are signed with the old one too, so that
     * receivers can be changed without losing any.
     *
     * @throws Problem INVALID for an overlap of other than 0 to 168 hours
     */
    RotatedWebhookSecret rotate(String organizationId, WebhookSecretRotation rotation) {
        FieldErrors errors = new FieldErrors();
        int hours = rotation.overlapHours() == null ? USUAL_OVERLAP_HOURS : rotation.overlapHours();
        errors.range("overlapHours", hours, 0, LONGEST_OVERLAP_HOURS);
        errors.refuseIfAny();
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        return database.transaction(handle -> {
            Stored before = settings.get(organizationId);
            Previous previous = before.secret() == null || hours == 0
                    ? null
                    : new Previous(before.secret(), clock.instant().plus(Duration.ofHours(hours)));
            settings.put(organizationId, new Stored(before.url(), secret, previous, before.events()), clock.millis());
            return new RotatedWebhookSecret(secret, previous == null ? null : previous.until());
        });
    }

    /** Sends a {@code webhook.test}. @throws Problem CONFLICT when the webhook is off */
    WebhookDelivery test(String organizationId) {
        return database.transaction(handle -> {
            requireOn(organizationId);
            return get(CallReach.all(organizationId), events.test(organizationId));
        });
    }

    /** The newest first. */
    Page<WebhookDelivery> deliveries(
            CallReach reach,
            Optional<Status> status,
            Optional<WebhookEvent> event,
            Optional<String> callId,
            PageRequest request) {
        return deliveries.list(reach, status, event, callId, Keyset.byId("whd", request));
    }

    /**
     * Sends a delivery again, immediately and with all its retries before it, under the same id and with the same body.
     * One that waits for its next attempt does not wait any longer.
     *
     * @throws Problem NOT_FOUND when it is not the organisation's, CONFLICT when the webhook it goes to is off
     */
    WebhookDelivery resend(CallReach reach, String id) {
        String organizationId = reach.organizationId();
        return database.transaction(handle -> {
            get(reach, id);
            Optional<String> own = deliveries.ownUrl(id);
            String url = own.isPresent() ? own.get() : requireOn(organizationId);
            deliveries.renew(id, url, WebhookUrl.receiver(organizationId, url), clock.millis());
            database.afterCommit(sender::wake);
            return get(reach, id);
        });
    }

    /** Deletes deliveries that were finished more than a month ago. */
    public void purge() {
        deliveries.purge(clock.millis() - KEPT.toMillis());
    }

    private WebhookDelivery get(CallReach reach, String id) {
        return deliveries.find(reach, id).orElseThrow(() -> Problem.notFound("webhook delivery", id));
    }

    private String requireOn(String organizationId) {
        String url = settings.get(organizationId).url();
        if (url.isEmpty()) {
            throw Problem.conflict("webhook_off", "The webhook is off. Set its URL first.");
        }
        return url;
    }

    private Stored changed(Stored before, WebhookSettingsDraft draft) {
        FieldErrors errors = new FieldErrors();
        String url = draft.url() == null ? before.url() : draft.url().strip();
        if (draft.url() != null && !url.isEmpty()) {
            policy.check("url", url, errors);
        }
        String secret = before.secret();
        if (draft.secret() != null) {
            secret = draft.secret().isBlank() ? null : draft.secret();
            checkSecret(secret, errors);
        }
        List<WebhookEvent> chosen = before.events();
        if (draft.events() != null) {
            chosen = draft.events().stream().distinct().sorted().toList();
            if (chosen.isEmpty()) {
                errors.add("events", "must name at least one event; a blank url turns the webhook off");
            }
        }
        errors.refuseIfAny();
        // a secret that is set counts at once, alone: rotating is what overlaps
        return new Stored(url, secret, draft.secret() == null ? before.previous() : null, chosen);
    }

    private static void checkSecret(@Nullable String secret, FieldErrors errors) {
        if (secret == null) {
            return;
        }
        errors.matches("secret", secret, SECRET, "must be at most 256 printable ASCII characters without spaces");
        if (!Signing.isUsable(secret)) {
            errors.add("secret", "must be Base64 after the prefix whsec_");
        }
    }

    private WebhookSettings shown(Stored stored) {
        String secret = stored.secret();
        String ending = secret == null || secret.length() < SHORT_SECRET
                ? null
                : secret.substring(secret.length() - SHOWN_ENDING);
        Previous previous = stored.previous();
        boolean overlaps = previous != null && clock.instant().isBefore(previous.until());
        return new WebhookSettings(
                stored.url(), secret != null, ending, overlaps ? previous.until() : null, stored.events());
    }
}
