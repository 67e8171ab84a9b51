package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.TranscriptEntry;
import java.util.List;
import java.util.Optional;

/** Puts calls, their transcripts and their recordings, which are stored apart, together. */
final class Transcripts {
    private Transcripts() {}

    static Call attach(Call call, List<TranscriptEntry> transcript) {
        return attach(call, transcript, Optional.empty(), Optional.empty());
    }

    static Call attach(
            Call call,
            List<TranscriptEntry> transcript,
            Optional<CallQuestion> question,
            Optional<RecordingLinks.Recording> recording) {
        return new Call(
                call.id(),
                call.agentId(),
                call.agentName(),
                call.agentVersion(),
                call.phoneNumberId(),
                call.campaignId(),
                call.channel(),
                call.direction(),
                call.simulated(),
                call.from(),
                call.to(),
                call.status(),
                call.failureReason(),
                call.failureDetail(),
                call.endedBy(),
                call.answeredBy(),
                call.createdAt(),
                call.startedAt(),
                call.answeredAt(),
                call.endedAt(),
                call.failedAt(),
                call.disclosedAt(),
                call.durationSeconds(),
                call.dynamicVariables(),
                call.consent(),
                call.task(),
                call.callee(),
                call.onBehalfOf(),
                call.firstWords(),
                call.wantedAnswers(),
                call.scheduledAt(),
                call.retry(),
                call.dialWindow(),
                call.attempt(),
                call.retryOf(),
                call.nextAttempt(),
                question.orElse(null),
                transcript,
                call.analysis(),
                call.costLlm(),
                call.costStt(),
                call.costTts(),
                call.costSip(),
                call.costTotal(),
                call.billingStatus(),
                call.usage(),
                call.latency(),
                call.quality(),
                recording.map(RecordingLinks.Recording::mono).orElse(null),
                recording.map(RecordingLinks.Recording::stereo).orElse(null),
                recording.map(RecordingLinks.Recording::deletedAt).orElse(null),
                recording.map(RecordingLinks.Recording::keptDays).orElse(null));
    }
}
