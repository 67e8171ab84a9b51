package com.osmtalk.server.call;

import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.WantedAnswer;
import com.osmtalk.voice.brain.TaskScript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call is to find out, as its agent asks it and as its analysis has it. */
final class WantedAnswers {
    private WantedAnswers() {}

    static List<String> questions(@Nullable List<WantedAnswer> wanted) {
        return wanted == null
                ? List.of()
                : wanted.stream().map(WantedAnswers::question).toList();
    }

    /** The analysis of a call: with exactly these fields where it is to find out something, otherwise its agent's. */
    static PostCallAnalysis analysis(PostCallAnalysis ofAgent, @Nullable List<WantedAnswer> wanted) {
        if (wanted == null) {
            return ofAgent;
        }
        List<Field> fields = wanted.stream()
                .map(answer -> new Field(answer.name(), type(answer), null, question(answer), false))
                .toList();
        // who has it switched off wants these, and nothing else
        return ofAgent.enabled()
                ? new PostCallAnalysis(
                        true,
                        fields,
                        ofAgent.summaryPrompt(),
                        ofAgent.enableSummary(),
                        ofAgent.enableSentiment(),
                        ofAgent.enableSuccessEvaluation(),
                        ofAgent.successCriteria(),
                        ofAgent.analyzerModel())
                : new PostCallAnalysis(true, fields, null, false, false, false, null, ofAgent.analyzerModel());
    }

    private static String question(WantedAnswer answer) {
        return TaskScript.question(answer.question());
    }

    private static FieldType type(WantedAnswer answer) {
        return switch (answer.type()) {
            case STRING -> FieldType.STRING;
            case NUMBER -> FieldType.NUMBER;
            case INTEGER -> FieldType.INTEGER;
            case BOOLEAN -> FieldType.BOOLEAN;
            case DATE -> FieldType.DATE;
        };
    }
}
