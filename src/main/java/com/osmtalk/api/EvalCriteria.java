package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a conversation for a test case to pass. A phrase counts in any case and spacing, as whole words;
 * {@code |} stands between phrases of which one is enough.
 *
 * @param mustSay phrases, each of which the agent has to say
 * @param mustNotSay phrases that the agent must not say
 * @param mustAsk phrases, each of which has to be in a question of the agent's
 * @param fields values that the analysis must come to, by the name of the field: a string, a number, a boolean, or
 *     null for a field that must stay absent
 * @param maxTurns by how many turns of the agent the conversation has to be over
 * @param judged sentences that a language model judges; where none is configured, they are not judged
 */
public record EvalCriteria(
        @Nullable List<String> mustSay,
        @Nullable List<String> mustNotSay,
        @Nullable List<String> mustAsk,
        @Nullable Map<String, @Nullable Object> fields,
        @Nullable Integer maxTurns,
        @Nullable List<String> judged) {
    public static final EvalCriteria NONE = new EvalCriteria(null, null, null, null, null, null);
}
