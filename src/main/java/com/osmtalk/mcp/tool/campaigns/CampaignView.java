package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Wording;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign as the tools show it. */
final class CampaignView {
    private CampaignView() {}

    static ObjectSchema schema() {
        return ObjectSchema.part()
                .required("campaign_id", Schema.string())
                .required("name", Schema.string())
                .required("status", SharedArguments.choice(null, CampaignStatus.class))
                .optional("status_reason", Schema.string())
                .optional("simulated", Simulated.schema())
                .required("agent_id", Schema.string())
                .optional("phone_number_id", Schema.string())
                .optional("max_concurrent", Schema.integer())
                .optional("starts_at", Schema.string())
                .optional("window", Schema.string())
                .optional("started_at", Schema.string())
                .optional("ended_at", Schema.string());
    }

    static AnswerFields fields(Campaign campaign) {
        return new AnswerFields()
                .put("campaign_id", campaign.id())
                .putText("name", campaign.name())
                .put("status", Wording.code(campaign.status()))
                .put("status_reason", campaign.statusReason() == null ? null : Wording.code(campaign.statusReason()))
                .put("simulated", campaign.simulated())
                .put("agent_id", campaign.agentId())
                .put("phone_number_id", campaign.phoneNumberId())
                .put("max_concurrent", campaign.maxConcurrent())
                .put("starts_at", text(campaign.scheduledStartAt()))
                .put("window", window(campaign.schedule()))
                .put("started_at", text(campaign.startedAt()))
                .put("ended_at", text(campaign.endedAt()));
    }

    /** {@code "Reminders" (cmp_…): running, outside_schedule; calls 09:00 to 19:00 Asia/Kolkata}. */
    static String headline(Campaign campaign) {
        String window = window(campaign.schedule());
        return QuotedText.words(campaign.name(), 120) + " (" + campaign.id() + "): " + Wording.code(campaign.status())
                + (campaign.statusReason() == null ? "" : ", " + Wording.code(campaign.statusReason()))
                + Simulated.tag(campaign.simulated()).map(tag -> ", " + tag).orElse("")
                + (window == null ? "" : "; calls " + window);
    }

    /** {@code by status: completed 3, pending 2}. */
    static String counted(String by, Map<String, Object> counts) {
        return counts.isEmpty() ? "" : by + ": " + Wording.shown(counts).replace(" = ", " ");
    }

    private static @Nullable String window(@Nullable CampaignSchedule schedule) {
        return schedule == null || schedule.windowStart() == null
                ? null
                : schedule.windowStart() + " to " + schedule.windowEnd() + " " + schedule.timezone();
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
