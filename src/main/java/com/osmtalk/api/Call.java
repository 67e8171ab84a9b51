package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation between an agent and a person, from request to ledger.
 *
 * @param campaignId the campaign it was made for
 * @param simulated whether it was held on the simulated network, so that nobody's phone rang; absent: the server
 *     doesn't tell. Conversations on the web and in writing are not simulated, whoever holds them
 * @param answeredBy absent where nobody answered, and where it was not us who called
 * @param disclosedAt when the other side had been told that an AI speaks; absent: not told, or not to its end
 * @param consent that the person agreed to be called, as it was given with the request
 * @param durationSeconds from answer to end; 0 when it was never answered
 * @param task what it is for, as it was asked for; likewise {@code callee}, {@code onBehalfOf}, {@code firstWords}
 * @param wantedAnswers what it is to find out: the fields of its analysis instead of its agent's
 * @param scheduledAt when it is to be dialled, or was to be; absent: at once
 * @param retry whether it is dialled again when it fails
 * @param dialWindow when it may be dialled, further attempts included; absent: whenever the account's rules allow it
 * @param attempt which of the calls for the same request it is, from 1; absent where there is one at most
 * @param retryOf the first of the calls for the same request; absent: this is it
 * @param nextAttempt the call that follows this one, since nobody was reached in it
 * @param question what the agent asks the person behind the call right now
 * @param transcript absent in lists; grows while the call is live
 * @param quality of its connection; absent: no packets of sound were exchanged, as on the web and the simulated network
 * @param failureDetail what is known of the failure beside its reason, in a sentence; null: nothing
 * @param costTotal what the call has cost; final once {@code billingStatus} is no longer pending, but for a call that a
 *     person took over: its lines are charged once more when they are hung up
 * @param recordingDeletedAt absent: it is not deleted, or there never was one
 * @param recordingKeptDays for how many days after the call the recording is kept, or was; absent: for ever, or there
 *     never was one
 */
public record Call(
        String id,
        String agentId,
        String agentName,
        @Nullable Integer agentVersion,
        @Nullable String phoneNumberId,
        @Nullable String campaignId,
        CallChannel channel,
        CallDirection direction,
        @Nullable Boolean simulated,
        @Nullable String from,
        @Nullable String to,
        CallStatus status,
        @Nullable FailureReason failureReason,
        @Nullable String failureDetail,
        @Nullable EndedBy endedBy,
        @Nullable AnsweredBy answeredBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Instant failedAt,
        @Nullable Instant disclosedAt,
        double durationSeconds,
        Map<String, String> dynamicVariables,
        @Nullable Consent consent,
        @Nullable String task,
        @Nullable String callee,
        @Nullable String onBehalfOf,
        @Nullable String firstWords,
        @Nullable List<WantedAnswer> wantedAnswers,
        @Nullable Instant scheduledAt,
        @Nullable CallRetry retry,
        @Nullable AgreedWindow dialWindow,
        @Nullable Integer attempt,
        @Nullable String retryOf,
        @Nullable NextAttempt nextAttempt,
        @Nullable CallQuestion question,
        @Nullable List<TranscriptEntry> transcript,
        @Nullable Analysis analysis,
        Money costLlm,
        Money costStt,
        Money costTts,
        Money costSip,
        Money costTotal,
        BillingStatus billingStatus,
        Usage usage,
        Latency latency,
        @Nullable CallQuality quality,
        @Nullable String recordingUrl,
        @Nullable String recordingMultiChannelUrl,
        @Nullable Instant recordingDeletedAt,
        @Nullable Integer recordingKeptDays) {}
