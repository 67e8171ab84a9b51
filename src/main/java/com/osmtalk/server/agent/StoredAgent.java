package com.osmtalk.server.agent;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentScript;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.brain.Script;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent as its row holds it.
 *
 * @param draft with every field set, its defaults included
 * @param general whether it takes the calls that name no agent
 */
record StoredAgent(
        String id,
        AgentDraft draft,
        boolean general,
        @Nullable Integer currentVersion,
        Instant createdAt,
        Instant updatedAt) {

    StoredAgent with(AgentDraft otherDraft) {
        return new StoredAgent(id, otherDraft, general, currentVersion, createdAt, updatedAt);
    }

    /** As a call uses it, with the secrets of its tools. */
    Agent agent() {
        return agent(null);
    }

    /** As it is shown. */
    Agent shown() {
        return with(McpHeaders.hidden(draft)).agent(null);
    }

    /** As it is shown, with what its script makes of the prompt. */
    Agent scripted() {
        Script script = Script.of(draft.systemPrompt());
        return with(McpHeaders.hidden(draft))
                .agent(new AgentScript(script.purpose().orElse(null), script.points(), !script.isEmpty()));
    }

    private Agent agent(@Nullable AgentScript script) {
        return new Agent(
                id,
                draft.name(),
                draft.greeting(),
                draft.systemPrompt(),
                draft.language(),
                draft.llm(),
                draft.stt(),
                draft.tts(),
                draft.temperature(),
                draft.maxTokens(),
                draft.frequencyPenalty(),
                draft.recordingEnabled(),
                draft.keypadInputEnabled(),
                draft.maxDurationSeconds(),
                draft.idleTimeoutSeconds(),
                draft.turnTaking(),
                draft.voicemailMessage(),
                draft.askOwner(),
                draft.askOwnerSeconds(),
                draft.tools(),
                draft.postCallAnalysis(),
                script,
                general ? Boolean.TRUE : null,
                currentVersion,
                createdAt,
                updatedAt,
                null,
                draft.further());
    }

    AgentSummary summary() {
        return new AgentSummary(
                id,
                draft.name(),
                draft.language(),
                draft.tts(),
                NeededVariables.of(general, draft.greeting(), draft.systemPrompt(), draft.voicemailMessage()),
                general ? Boolean.TRUE : null,
                currentVersion,
                createdAt,
                updatedAt);
    }

    /** A draft with each field from {@code change} where it is set there, from {@code base} where it is not. */
    static AgentDraft merged(AgentDraft base, AgentDraft change) {
        return new AgentDraft(
                either(change.name(), base.name()),
                either(change.greeting(), base.greeting()),
                either(change.systemPrompt(), base.systemPrompt()),
                either(change.language(), base.language()),
                either(change.llm(), base.llm()),
                either(change.stt(), base.stt()),
                either(change.tts(), base.tts()),
                either(change.temperature(), base.temperature()),
                either(change.maxTokens(), base.maxTokens()),
                either(change.frequencyPenalty(), base.frequencyPenalty()),
                either(change.recordingEnabled(), base.recordingEnabled()),
                either(change.keypadInputEnabled(), base.keypadInputEnabled()),
                either(change.maxDurationSeconds(), base.maxDurationSeconds()),
                either(change.idleTimeoutSeconds(), base.idleTimeoutSeconds()),
                merged(base.turnTaking(), change.turnTaking()),
                either(change.voicemailMessage(), base.voicemailMessage()),
                either(change.askOwner(), base.askOwner()),
                either(change.askOwnerSeconds(), base.askOwnerSeconds()),
                either(change.tools(), base.tools()),
                either(change.postCallAnalysis(), base.postCallAnalysis()),
                merged(base.further(), change.further()));
    }

    /** What is null in a change is taken out. */
    private static Map<String, Object> merged(
            @Nullable Map<String, Object> base, @Nullable Map<String, Object> change) {
        Map<String, Object> merged = new LinkedHashMap<>(base == null ? Map.of() : base);
        merged.putAll(change == null ? Map.of() : change);
        merged.values().removeIf(Objects::isNull);
        return merged;
    }

    private static @Nullable TurnTakingSettings merged(
            @Nullable TurnTakingSettings base, @Nullable TurnTakingSettings change) {
        if (base == null || change == null) {
            return either(change, base);
        }
        return new TurnTakingSettings(
                either(change.duckAfterMs(), base.duckAfterMs()),
                either(change.stopAfterMs(), base.stopAfterMs()),
                either(change.stopAfterWords(), base.stopAfterWords()),
                either(change.sentencePauseMs(), base.sentencePauseMs()),
                either(change.pauseMs(), base.pauseMs()),
                either(change.unfinishedPauseMs(), base.unfinishedPauseMs()));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
