package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned from a finished call. Nothing is here that words in the transcript do not give: what nobody said is
 * absent, and named in {@code notSaid}.
 *
 * @param status absent from a server that does not tell
 * @param analyzedBy {@code rules}, or the name of the model; absent while pending, and where it was not recorded
 * @param fields the values of the agent's declared analysis schema, as far as they were said
 * @param lines for each of these fields, the index of the transcript's line that gives it
 * @param notSaid the declared fields that no words in the transcript give
 * @param summary two or three sentences
 * @param sentimentLine the index of the line that shows the sentiment
 * @param success absent when nothing that was said decides it
 * @param successLine the index of the line that decides the success
 * @param callback that the person asked to be called back; absent: no words of theirs did
 * @param error why there is no analysis, when it failed
 */
public record Analysis(
        @Nullable AnalysisStatus status,
        @Nullable String analyzedBy,
        Map<String, Object> fields,
        @Nullable Map<String, Integer> lines,
        @Nullable List<String> notSaid,
        @Nullable String summary,
        @Nullable Sentiment sentiment,
        @Nullable Integer sentimentLine,
        @Nullable Boolean success,
        @Nullable Integer successLine,
        @Nullable RequestedCallback callback,
        @Nullable String error) {
    /** Of a call that has just ended. */
    public static final Analysis PENDING =
            new Analysis(AnalysisStatus.PENDING, null, Map.of(), null, null, null, null, null, null, null, null, null);

    /** One that could not be made. @param reason a sentence */
    public static Analysis failed(String reason) {
        return new Analysis(
                AnalysisStatus.FAILED, null, Map.of(), null, null, null, null, null, null, null, null, reason);
    }
}
