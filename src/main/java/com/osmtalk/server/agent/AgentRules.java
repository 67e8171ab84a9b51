package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules for an agent's fields. Every limit of the contract is here, in {@link ToolRules}, {@link
 * AnalysisRules} or {@link VocabularyRules}.
 */
final class AgentRules {
    static final int NAME_LENGTH = 100;
    static final int GREETING_LENGTH = 2_000;
    static final int SYSTEM_PROMPT_LENGTH = 32_000;
    static final int MODEL_NAME_LENGTH = 100;
    static final int VOICEMAIL_MESSAGE_LENGTH = 2_000;

    private final ToolRules toolRules;

    private final ProviderCatalogue catalogue;

    AgentRules(NumberingPlan plan, ProviderCatalogue catalogue) {
        toolRules = new ToolRules(plan);
        this.catalogue = catalogue;
    }

    /**
     * Checks a draft whose absent fields have their defaults already.
     *
     * @param before the agent that is changed: what of it stays may be unknown by now; null for a new one
     * @param isImport whether it may name what only another server has
     * @param isColleague whether an id is that of another agent of the organisation
     * @throws Problem INVALID naming every invalid field
     */
    void check(AgentDraft draft, @Nullable AgentDraft before, boolean isImport, Predicate<String> isColleague) {
        FieldErrors errors = new FieldErrors();
        errors.required("name", draft.name(), NAME_LENGTH);
        errors.optional("greeting", draft.greeting(), GREETING_LENGTH);
        errors.optional("systemPrompt", draft.systemPrompt(), SYSTEM_PROMPT_LENGTH);
        if (!isLanguageTag(draft.language())) {
            errors.add("language", "must be a BCP 47 language tag, like en-IN or hi");
        }
        errors.required("llm.provider", draft.llm().provider(), MODEL_NAME_LENGTH);
        errors.required("llm.model", draft.llm().model(), MODEL_NAME_LENGTH);
        errors.required("stt.provider", draft.stt().provider(), MODEL_NAME_LENGTH);
        errors.required("stt.model", draft.stt().model(), MODEL_NAME_LENGTH);
        VocabularyRules.check(draft.stt(), errors);
        errors.required("tts.provider", draft.tts().provider(), MODEL_NAME_LENGTH);
        errors.required("tts.model", draft.tts().model(), MODEL_NAME_LENGTH);
        errors.required("tts.voice", draft.tts().voice(), MODEL_NAME_LENGTH);
        VocabularyRules.check(draft.tts(), errors);
        errors.range("temperature", draft.temperature(), 0, 2);
        errors.range("maxTokens", draft.maxTokens(), 1, 8192);
        errors.range("frequencyPenalty", draft.frequencyPenalty(), -2, 2);
        errors.range("maxDurationSeconds", draft.maxDurationSeconds(), 10, 7200);
        errors.range("idleTimeoutSeconds", draft.idleTimeoutSeconds(), 5, 600);
        check(draft.turnTaking(), errors);
        errors.optional("voicemailMessage", draft.voicemailMessage(), VOICEMAIL_MESSAGE_LENGTH);
        errors.range("askOwnerSeconds", draft.askOwnerSeconds(), 5, 120);
        toolRules.check(draft.tools(), errors);
        List<String> namedBefore = before == null ? List.of() : AgentTargets.of(before.tools());
        AgentTargets.check(draft.tools(), id -> namedBefore.contains(id) || isColleague.test(id), errors);
        AnalysisRules.check(draft.postCallAnalysis(), errors);
        catalogue.check(draft, before, isImport, errors);
        KeptFieldRules.checkSize(draft, errors);
        errors.refuseIfAny();
    }

    private static void check(TurnTakingSettings turns, FieldErrors errors) {
        errors.range("turnTaking.duckAfterMs", turns.duckAfterMs(), 60, 2_000);
        errors.range("turnTaking.stopAfterMs", turns.stopAfterMs(), 100, 5_000);
        errors.range("turnTaking.stopAfterWords", turns.stopAfterWords(), 1, 10);
        errors.range("turnTaking.sentencePauseMs", turns.sentencePauseMs(), 100, 5_000);
        errors.range("turnTaking.pauseMs", turns.pauseMs(), 200, 5_000);
        errors.range("turnTaking.unfinishedPauseMs", turns.unfinishedPauseMs(), 300, 10_000);
        if (turns.duckAfterMs() > turns.stopAfterMs()) {
            errors.add(
                    "turnTaking.duckAfterMs", "must not be longer than stopAfterMs, after which the agent is silent");
        }
        if (turns.sentencePauseMs() > turns.pauseMs()) {
            errors.add("turnTaking.sentencePauseMs", "must not be longer than pauseMs");
        }
        if (turns.pauseMs() > turns.unfinishedPauseMs()) {
            errors.add("turnTaking.pauseMs", "must not be longer than unfinishedPauseMs");
        }
    }

    /** Stricter than the grammar in one point: the language has two or three letters, as every registered one does. */
    private static boolean isLanguageTag(String tag) {
        try {
            int length = new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .length();
            return length == 2 || length == 3;
        } catch (IllformedLocaleException notATag) {
            return false;
        }
    }
}
