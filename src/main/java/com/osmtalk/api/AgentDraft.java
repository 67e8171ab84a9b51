package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/agents} and {@code PUT /api/agents/:id}. An absent field takes its default when the
 * agent is created and stays as it is when it is changed. What only the server sets is ignored, so that a fetched
 * agent can be edited and sent back.
 */
@JsonIgnoreProperties({"id", "script", "general", "currentVersion", "createdAt", "updatedAt", "notApplied"})
public record AgentDraft(
        @Nullable String name,
        @Nullable String greeting,
        @Nullable String systemPrompt,
        @Nullable String language,
        @Nullable LanguageModel llm,
        @Nullable SpeechRecognizer stt,
        @Nullable SpeechVoice tts,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double frequencyPenalty,
        @Nullable Boolean recordingEnabled,
        @Nullable Boolean keypadInputEnabled,
        @Nullable Integer maxDurationSeconds,
        @Nullable Integer idleTimeoutSeconds,
        @Nullable TurnTakingSettings turnTaking,
        @Nullable String voicemailMessage,
        @Nullable Boolean askOwner,
        @Nullable Integer askOwnerSeconds,
        @Nullable AgentTools tools,
        @Nullable PostCallAnalysis postCallAnalysis,

        @KeptFields({
            "vadConfidence",
            "vadStartSecs",
            "vadStopSecs",
            "vadMinVolume",
            "smartTurnStopSecs",
            "smartTurnPreSpeechMs",
            "audioIdleTimeoutSecs",
            "filterIncompleteTurns"
        })
        @Nullable
        Map<String, Object> further) {
    public AgentDraft {
        further = FurtherFields.of(further);
    }

    /** Without fields that nothing here uses. */
    public AgentDraft(
            @Nullable String name,
            @Nullable String greeting,
            @Nullable String systemPrompt,
            @Nullable String language,
            @Nullable LanguageModel llm,
            @Nullable SpeechRecognizer stt,
            @Nullable SpeechVoice tts,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable Double frequencyPenalty,
            @Nullable Boolean recordingEnabled,
            @Nullable Boolean keypadInputEnabled,
            @Nullable Integer maxDurationSeconds,
            @Nullable Integer idleTimeoutSeconds,
            @Nullable TurnTakingSettings turnTaking,
            @Nullable String voicemailMessage,
            @Nullable Boolean askOwner,
            @Nullable Integer askOwnerSeconds,
            @Nullable AgentTools tools,
            @Nullable PostCallAnalysis postCallAnalysis) {
        this(
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
                null);
    }

    /** The same with other tools. */
    public AgentDraft with(@Nullable AgentTools otherTools) {
        return new AgentDraft(
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
                otherTools,
                postCallAnalysis,
                further);
    }
}
