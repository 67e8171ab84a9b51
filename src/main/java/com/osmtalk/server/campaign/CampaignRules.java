package com.osmtalk.server.campaign;

import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.RetryPolicy;
import com.osmtalk.server.compliance.CallingHours;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.server.webhook.WebhookPolicy;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules and defaults of a campaign's fields.
 */
final class CampaignRules {
    static final CampaignDraft DEFAULT =
            new CampaignDraft(null, null, null, null, 5, null, CampaignSchedule.DEFAULT, RetryPolicy.DEFAULT, null);

    private static final int NAME_LENGTH = 100;
    private static final int MAX_CONCURRENT = 50;
    private static final int MAX_ATTEMPTS = 10;
    private static final int MAX_BACKOFF_MINUTES = 7 * 24 * 60;
    private static final Set<LeadStatus> RETRYABLE =
            EnumSet.of(LeadStatus.VOICEMAIL, LeadStatus.NO_ANSWER, LeadStatus.BUSY, LeadStatus.FAILED);

    private CampaignRules() {}

    /** The draft with the fields that the change sets; an empty webhookUrl removes it. */
    static CampaignDraft merged(CampaignDraft draft, CampaignDraft change) {
        String webhookUrl = or(change.webhookUrl(), draft.webhookUrl());
        return new CampaignDraft(
                or(change.name(), draft.name()),
                or(change.agentId(), draft.agentId()),
                or(change.phoneNumberId(), draft.phoneNumberId()),
                or(change.agentVersion(), draft.agentVersion()),
                or(change.maxConcurrent(), draft.maxConcurrent()),
                or(change.scheduledStartAt(), draft.scheduledStartAt()),
                merged(draft.schedule(), change.schedule()),
                merged(draft.retryPolicy(), change.retryPolicy()),
                webhookUrl == null || webhookUrl.isEmpty() ? null : webhookUrl);
    }

    /** The draft without some of the fields that a campaign may do without. @param cleared their names */
    static CampaignDraft without(CampaignDraft draft, Set<String> cleared) {
        return new CampaignDraft(
                draft.name(),
                draft.agentId(),
                draft.phoneNumberId(),
                cleared.contains("agentVersion") ? null : draft.agentVersion(),
                draft.maxConcurrent(),
                cleared.contains("scheduledStartAt") ? null : draft.scheduledStartAt(),
                draft.schedule(),
                draft.retryPolicy(),
                cleared.contains("webhookUrl") ? null : draft.webhookUrl());
    }

    /** Finds what is wrong with a complete draft, except whether the agent and number it names exist. */
    static void check(CampaignDraft draft, WebhookPolicy webhooks, FieldErrors errors) {
        errors.required("name", draft.name(), NAME_LENGTH);
        errors.required("agentId", draft.agentId(), NAME_LENGTH);
        errors.required("phoneNumberId", draft.phoneNumberId(), NAME_LENGTH);
        if (draft.agentVersion() != null && draft.agentVersion() < 1) {
            errors.add("agentVersion", "must be at least 1");
        }
        if (draft.maxConcurrent() != null) {
            errors.range("maxConcurrent", draft.maxConcurrent(), 1, MAX_CONCURRENT);
        }
        if (draft.schedule() != null) {
            check(draft.schedule(), errors);
        }
        if (draft.retryPolicy() != null) {
            check(draft.retryPolicy(), errors);
        }
        if (draft.webhookUrl() != null) {
            webhooks.check("webhookUrl", draft.webhookUrl(), errors);
        }
    }

    private static void check(CampaignSchedule schedule, FieldErrors errors) {
        if (schedule.timezone() != null && !isTimeZone(schedule.timezone())) {
            errors.add("schedule.timezone", "must be a time zone's name, like Asia/Kolkata");
        }
        CallingHours.check("schedule", schedule.windowStart(), schedule.windowEnd(), schedule.weekdays(), errors);
    }

    private static void check(RetryPolicy policy, FieldErrors errors) {
        if (policy.maxAttempts() != null) {
            errors.range("retryPolicy.maxAttempts", policy.maxAttempts(), 1, MAX_ATTEMPTS);
        }
        if (policy.backoffMinutes() != null) {
            errors.range("retryPolicy.backoffMinutes", policy.backoffMinutes(), 1, MAX_BACKOFF_MINUTES);
        }
        List<LeadStatus> retryOn = errors.elements("retryPolicy.retryOn", policy.retryOn(), RETRYABLE.size());
        for (int i = 0; i < retryOn.size(); i++) {
            if (!RETRYABLE.contains(retryOn.get(i))) {
                errors.add("retryPolicy.retryOn[" + i + "]", "must be one of voicemail, no_answer, busy, failed");
            }
        }
    }

    /** Adds an error to the field that names something which does not exist. */
    static void require(String path, Supplier<?> lookup, FieldErrors errors) {
        try {
            lookup.get();
        } catch (Problem e) {
            errors.add(path, e.getMessage());
        }
    }

    private static CampaignSchedule merged(@Nullable CampaignSchedule old, @Nullable CampaignSchedule change) {
        CampaignSchedule base = Optional.ofNullable(old).orElse(CampaignSchedule.DEFAULT);
        return change == null
                ? base
                : new CampaignSchedule(
                        or(change.timezone(), base.timezone()),
                        or(change.windowStart(), base.windowStart()),
                        or(change.windowEnd(), base.windowEnd()),
                        change.weekdays() == null
                                ? base.weekdays()
                                : change.weekdays().stream().sorted().toList());
    }

    private static RetryPolicy merged(@Nullable RetryPolicy old, @Nullable RetryPolicy change) {
        RetryPolicy base = Optional.ofNullable(old).orElse(RetryPolicy.DEFAULT);
        return change == null
                ? base
                : new RetryPolicy(
                        or(change.maxAttempts(), base.maxAttempts()),
                        or(change.backoffMinutes(), base.backoffMinutes()),
                        change.retryOn() == null
                                ? base.retryOn()
                                : change.retryOn().stream().distinct().toList());
    }

    private static boolean isTimeZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static <T> @Nullable T or(@Nullable T changed, @Nullable T old) {
        return changed == null ? old : changed;
    }
}
