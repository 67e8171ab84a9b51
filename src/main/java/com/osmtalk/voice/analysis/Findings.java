package com.osmtalk.voice.analysis;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.api.Sentiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what was found in a conversation, and what was not, field by field. */
final class Findings {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<String> notSaid = new ArrayList<>();

    void add(Field field, Optional<Finding<Object>> finding) {
        if (finding.isPresent()) {
            fields.put(field.name(), finding.get().value());
            lines.put(field.name(), finding.get().line());
        } else {
            notSaid.add(field.name());
        }
    }

    Analysis analysis(
            String analyzedBy,
            @Nullable String summary,
            Optional<Finding<Sentiment>> sentiment,
            Optional<Finding<Boolean>> success,
            @Nullable RequestedCallback callback) {
        return new Analysis(
                AnalysisStatus.DONE,
                analyzedBy,
                fields,
                lines,
                notSaid,
                summary,
                sentiment.map(Finding::value).orElse(null),
                sentiment.map(Finding::line).orElse(null),
                success.map(Finding::value).orElse(null),
                success.map(Finding::line).orElse(null),
                callback,
                null);
    }
}
