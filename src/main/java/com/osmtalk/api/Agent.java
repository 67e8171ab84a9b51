package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A voice agent: what it says, how it sounds, what it may do.
 *
 * @param greeting its first words; {@code {{name}}} places are filled from a call's dynamic variables
 * @param turnTaking every part is there
 * @param voicemailMessage what it says after the beep of an answering machine, with places as the greeting's; empty: it
 *     hangs up on machines
 * @param askOwner whether it may ask the person behind a call while that lasts
 * @param askOwnerSeconds how long it waits for their answer
 * @param script what it says where no language model is configured; absent where one is, and in lists
 * @param general true of the one that takes the calls that name no agent; absent of all others
 * @param notApplied what of a request is kept and changes nothing on this server; absent where there is nothing of the
 *     kind, and in all answers but those to a creation or a change
 * @param further what is kept and given back, and nothing here uses
 * @param currentVersion the version last published; absent when there is none
 */
public record Agent(
        String id,
        String name,
        String greeting,
        String systemPrompt,
        String language,
        LanguageModel llm,
        SpeechRecognizer stt,
        SpeechVoice tts,
        double temperature,
        int maxTokens,
        double frequencyPenalty,
        boolean recordingEnabled,
        boolean keypadInputEnabled,
        int maxDurationSeconds,
        int idleTimeoutSeconds,
        TurnTakingSettings turnTaking,
        String voicemailMessage,
        boolean askOwner,
        int askOwnerSeconds,
        AgentTools tools,
        PostCallAnalysis postCallAnalysis,
        @Nullable AgentScript script,
        @Nullable Boolean general,
        @Nullable Integer currentVersion,
        Instant createdAt,
        Instant updatedAt,
        @Nullable List<NotApplied> notApplied,
        @KeptFields @Nullable Map<String, Object> further) {
    public Agent {
        further = FurtherFields.of(further);
    }

    /** The same, as the answer to a request of which this changes nothing. */
    public Agent with(List<NotApplied> fields) {
        return new Agent(
                id,
                name,
                greeting,
                systemPrompt,
                language,
                llm,
                stt,
                tts,
                temperature,
                maxTokens,
                frequencyPenalty,
                recordingEnabled,
                keypadInputEnabled,
                maxDurationSeconds,
                idleTimeoutSeconds,
                turnTaking,
                voicemailMessage,
                askOwner,
                askOwnerSeconds,
                tools,
                postCallAnalysis,
                script,
                general,
                currentVersion,
                createdAt,
                updatedAt,
                fields.isEmpty() ? null : List.copyOf(fields),
                further);
    }
}
