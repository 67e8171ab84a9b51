package com.osmtalk.server.agent;

import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.server.validation.FieldErrors;
import java.util.List;

/**
 * The rules for the analysis of calls: named fields, each of one type.
 */
final class AnalysisRules {
    private static final int MAX_FIELDS = 64;
    private static final int MAX_ENUM_VALUES = 64;
    private static final int NAME_LENGTH = 64;
    private static final int DESCRIPTION_LENGTH = 2_000;
    private static final int PROMPT_LENGTH = 8_000;
    private static final int MODEL_NAME_LENGTH = 100;

    private AnalysisRules() {}

    static void check(PostCallAnalysis analysis, FieldErrors errors) {
        List<Field> fields = errors.elements("postCallAnalysis.schema", analysis.schema(), MAX_FIELDS);
        for (int i = 0; i < fields.size(); i++) {
            field("postCallAnalysis.schema[" + i + "]", fields.get(i), errors);
        }
        errors.unique(
                "postCallAnalysis.schema[%d].name",
                fields.stream().map(Field::name).toList());
        errors.optional("postCallAnalysis.summaryPrompt", analysis.summaryPrompt(), PROMPT_LENGTH);
        errors.optional("postCallAnalysis.successCriteria", analysis.successCriteria(), PROMPT_LENGTH);
        errors.optional("postCallAnalysis.analyzerModel", analysis.analyzerModel(), MODEL_NAME_LENGTH);
    }

    private static void field(String path, Field field, FieldErrors errors) {
        errors.required(path + ".name", field.name(), NAME_LENGTH);
        errors.optional(path + ".description", field.description(), DESCRIPTION_LENGTH);
        List<String> values = errors.elements(path + ".enumValues", field.enumValues(), MAX_ENUM_VALUES);
        if (field.type() == FieldType.ENUM
                && (field.enumValues() == null || field.enumValues().isEmpty())) {
            errors.add(path + ".enumValues", "is required for a field of type enum");
        }
        for (int i = 0; i < values.size(); i++) {
            errors.required(path + ".enumValues[" + i + "]", values.get(i), NAME_LENGTH);
        }
        errors.unique(path + ".enumValues[%d]", values);
    }
}
