package com.osmtalk.mcp.view;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of a call as tools show it: who made it, what was learned with the transcript line it comes from, and
 * what was not said. What people said stays untrusted text.
 */
final class AnalysisView {
    private static final int MAX_WORDS = 4000;
    private static final int MAX_VALUE = 300;

    private AnalysisView() {}

    static ObjectSchema schema() {
        return ObjectSchema.part()
                .optional("simulated", Simulated.schema())
                .optional("status", SharedArguments.choice(null, AnalysisStatus.class))
                .optional("analyzed_by", Schema.string())
                .optional("summary", Schema.string())
                .optional("sentiment", Schema.string())
                .optional("success", Schema.bool())
                .optional("fields", Schema.anyObject(null))
                .optional("lines", Schema.anyObject(null))
                .optional("not_said", Schema.list(Schema.string()))
                .optional("callback", Schema.anyObject(null))
                .optional("error", Schema.string());
    }

    /** The fields that {@link #schema} describes. */
    static Map<String, Object> fields(Call call, Analysis analysis) {
        return new AnswerFields()
                .put("simulated", Simulated.is(call) ? true : null)
                .put("status", analysis.status() == null ? null : Wording.code(analysis.status()))
                .put("analyzed_by", analysis.analyzedBy())
                .put("summary", analysis.summary() == null ? null : UntrustedText.bare(analysis.summary(), MAX_WORDS))
                .put("sentiment", analysis.sentiment() == null ? null : Wording.code(analysis.sentiment()))
                .put("success", analysis.success())
                .put("fields", UntrustedText.bareIn(analysis.fields(), MAX_WORDS))
                .put("lines", lineNumbers(analysis))
                .put("not_said", analysis.notSaid())
                .put("callback", analysis.callback() == null ? null : callback(analysis.callback()))
                .put("error", analysis.error())
                .asMap();
    }

    private static Map<String, Object> lineNumbers(Analysis analysis) {
        AnswerFields lines = new AnswerFields();
        if (analysis.lines() != null) {
            analysis.lines().forEach(lines::put);
        }
        return lines.put("success", analysis.successLine())
                .put("sentiment", analysis.sentimentLine())
                .asMap();
    }

    private static Map<String, Object> callback(RequestedCallback asked) {
        return new AnswerFields()
                .put("when", asked.when() == null ? null : UntrustedText.bare(asked.when(), MAX_VALUE))
                .put("line", asked.lineIndex())
                .asMap();
    }

    /** An offer, and never more: who was called does not decide that somebody is called. */
    static Optional<String> offer(Analysis analysis) {
        return Optional.ofNullable(analysis.callback())
                .map(asked -> "They asked to be called back"
                        + (asked.when() == null
                                ? ""
                                : ", in their words: " + UntrustedText.marked(asked.when(), MAX_VALUE))
                        + at(asked.lineIndex())
                        + ". Nothing is scheduled. If the person you work for wants that, start_outbound_call with"
                        + " `at`; ask which time is meant where the words leave it open.");
    }

    /** Empty when the analysis says nothing at all. */
    static List<String> lines(Call call, Analysis analysis) {
        if (analysis.status() == AnalysisStatus.PENDING) {
            return List.of("Analysis: pending.");
        }
        if (analysis.status() == AnalysisStatus.FAILED) {
            return List.of("Analysis failed: " + Wording.oneLine(String.valueOf(analysis.error()), MAX_VALUE));
        }
        List<String> parts = new ArrayList<>();
        if (analysis.success() != null) {
            parts.add((analysis.success() ? "successful" : "not successful") + at(analysis.successLine()));
        }
        if (analysis.sentiment() != null) {
            parts.add("sentiment " + Wording.code(analysis.sentiment()) + at(analysis.sentimentLine()));
        }
        String learned = String.join("; ", learned(analysis));
        if (!learned.isEmpty()) {
            parts.add(UntrustedText.marked(learned, MAX_WORDS));
        }
        if (analysis.notSaid() != null && !analysis.notSaid().isEmpty()) {
            parts.add("not said: " + Wording.oneLine(String.join(", ", analysis.notSaid()), MAX_WORDS));
        }
        String by = analysis.analyzedBy() == null ? "" : "by " + Wording.oneLine(analysis.analyzedBy(), 100) + ", ";
        return parts.isEmpty()
                ? List.of()
                : List.of("Analysis (" + by + "drawn from what "
                        + (Simulated.is(call) ? "the agent and " + Simulated.otherSide(call) + " said" : "was said")
                        + "): "
                        + String.join("; ", parts));
    }

    private static List<String> learned(Analysis analysis) {
        List<String> learned = new ArrayList<>();
        if (analysis.fields() != null) {
            Map<String, Integer> lines = Objects.requireNonNullElse(analysis.lines(), Map.of());
            analysis.fields()
                    .forEach((name, value) ->
                            learned.add(Wording.oneLine(name + " = " + value, MAX_VALUE) + at(lines.get(name))));
        }
        if (analysis.summary() != null && !analysis.summary().isBlank()) {
            learned.add("summary: " + analysis.summary());
        }
        return learned;
    }

    /** Where in the transcript something comes from. */
    private static String at(@Nullable Integer line) {
        return line == null ? "" : " (line " + line + ")";
    }
}
