package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Consent;
import com.osmtalk.api.PhoneNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call about to be stored.
 *
 * @param campaignId the campaign it is made for, if it is
 * @param apiKeyId the key that asks for it, if one does
 * @param simulated whether nobody's phone rings, as the carrier of its number says
 * @param status what it begins as: queued to be dialled, scheduled to be so later, or in progress when it is a
 *     conversation already
 * @param consent to a call that is dialled, if any was recorded
 * @param brief what it is for, where that was said
 */
record NewCall(
        String organizationId,
        Agent agent,
        @Nullable Integer agentVersion,
        @Nullable String phoneNumberId,
        @Nullable String campaignId,
        @Nullable String apiKeyId,
        CallChannel channel,
        CallDirection direction,
        boolean simulated,
        @Nullable PhoneNumber from,
        @Nullable PhoneNumber to,
        CallStatus status,
        Map<String, String> dynamicVariables,
        @Nullable Consent consent,
        CallBrief brief) {}
