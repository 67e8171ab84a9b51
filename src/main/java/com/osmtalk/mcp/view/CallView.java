package com.osmtalk.mcp.view;

import com.osmtalk.api.AgreedWindow;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Consent;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.NextAttempt;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as tools show it: as structured fields, and in a few lines for people. A field that the server does not
 * send, because it is older or newer than this program, is left out instead of failing.
 */
public final class CallView {
    private static final int MAX_WORDS = 4000;
    private static final int MAX_LISTED_SUMMARY = 300;

    private CallView() {}

    /** The fields of a call in every answer. */
    public static ObjectSchema schema() {
        return ObjectSchema.part()
                .required("call_id", Schema.string())
                .required("status", SharedArguments.choice(null, CallStatus.class))
                .optional("simulated", Simulated.schema())
                .optional("agent_id", Schema.string())
                .optional("agent_name", Schema.string())
                .optional("direction", Schema.string())
                .optional("channel", Schema.string())
                .optional("campaign_id", Schema.string())
                .optional("from", Schema.string())
                .optional("to", Schema.string())
                .optional("created_at", Schema.string())
                .optional("scheduled_at", Schema.string())
                .optional("next_attempt", Schema.anyObject(null))
                .optional("duration_seconds", Schema.number())
                .optional("ended_by", Schema.string())
                .optional("answered_by", Schema.string())
                .optional("failure", Schema.anyObject(null))
                .optional("cost_inr", Schema.number());
    }

    /** The fields that are known once the call is over. */
    public static ObjectSchema outcome() {
        return ObjectSchema.part()
                .optional("billing_status", Schema.string())
                .optional("untrusted", Schema.string())
                .optional("analysis", Schema.object(AnalysisView.schema()));
    }

    /** While a call is live the API may not report its duration yet. */
    private static boolean hasDuration(Call call) {
        return call.answeredAt() != null && (call.status().isTerminal() || call.durationSeconds() > 0);
    }

    /** The fields that {@link #schema} describes. */
    public static AnswerFields fields(Call call) {
        return new AnswerFields()
                .put("call_id", call.id())
                .put("status", Wording.code(call.status()))
                .put("simulated", call.simulated())
                .put("agent_id", call.agentId())
                .put("agent_name", call.agentName())
                .put("direction", code(call.direction()))
                .put("channel", code(call.channel()))
                .put("campaign_id", call.campaignId())
                .put("from", call.from() == null ? null : UntrustedText.bare(call.from(), 80))
                .put("to", call.to() == null ? null : UntrustedText.bare(call.to(), 80))
                .put("created_at", text(call.createdAt()))
                .put("scheduled_at", text(call.scheduledAt()))
                .put("next_attempt", call.nextAttempt() == null ? null : nextAttempt(call.nextAttempt()))
                .put("duration_seconds", hasDuration(call) ? call.durationSeconds() : null)
                .put("ended_by", code(endedBy(call)))
                .put("answered_by", code(call.answeredBy()))
                .put(
                        "failure",
                        call.failureReason() == null ? null : failure(call.failureReason(), call.failureDetail()))
                .put("cost_inr", rupees(call.costTotal()));
    }

    /** The fields that {@link #outcome()} describes; the analysis as untrusted text. */
    public static AnswerFields outcome(Call call) {
        AnswerFields outcome = new AnswerFields();
        if (call.status().isTerminal()) {
            outcome.put("billing_status", code(call.billingStatus()));
        }
        Analysis analysis = call.analysis();
        boolean heard = call.transcript() != null && !call.transcript().isEmpty();
        if (heard || analysis != null) {
            outcome.put("untrusted", "transcript, analysis, variables, question: " + UntrustedText.LABEL);
        }
        if (analysis != null) {
            outcome.put("analysis", AnalysisView.fields(call, analysis));
        }
        return outcome;
    }

    /** What a list adds to {@link #schema}: how each call went, without its transcript. */
    public static ObjectSchema listed() {
        return ObjectSchema.part()
                .all(schema())
                .optional("success", Schema.bool())
                .optional("summary", Schema.string())
                .optional("analysis_pending", Schema.bool());
    }

    /** The fields that {@link #listed} describes; the summary as untrusted text. */
    public static AnswerFields listed(Call call) {
        AnswerFields fields = fields(call);
        Analysis analysis = call.analysis();
        if (analysis != null) {
            fields.put("success", analysis.success())
                    .put(
                            "summary",
                            analysis.summary() == null
                                    ? null
                                    : UntrustedText.bare(analysis.summary(), MAX_LISTED_SUMMARY))
                    .put("analysis_pending", analysis.status() == AnalysisStatus.PENDING ? true : null);
        }
        return fields;
    }

    /** What an empty transcript means: a server that died may have heard what it could not write down. */
    public static String nothingSaid(Call call) {
        return call.failureReason() == FailureReason.INTERRUPTED
                ? "Nothing was written down before the server stopped."
                : "Nothing was said.";
    }

    /** Whether it was held in writing. */
    public static boolean isChat(Call call) {
        return call.channel() == CallChannel.CHAT || call.channel() == CallChannel.WHATSAPP;
    }

    /** The headline, whether it was a success, and the summary. */
    public static String listedLine(Call call) {
        StringBuilder line = new StringBuilder(headline(call));
        if (isChat(call)) {
            line.append(" · chat");
        }
        if (call.campaignId() != null) {
            line.append(" · ").append(Wording.oneLine(call.campaignId(), 80));
        }
        Analysis analysis = call.analysis();
        if (analysis != null) {
            if (analysis.status() == AnalysisStatus.PENDING) {
                line.append(" · analysis pending");
            }
            if (analysis.success() != null) {
                line.append(analysis.success() ? " · successful" : " · not successful");
            }
            if (analysis.summary() != null && !analysis.summary().isBlank()) {
                line.append(" · ").append(UntrustedText.marked(analysis.summary(), MAX_LISTED_SUMMARY));
            }
        }
        return line.toString();
    }

    /** The fields that only {@code response_format: detailed} shows. */
    public static AnswerFields details(Call call) {
        return new AnswerFields()
                .put("agent_version", call.agentVersion())
                .put("phone_number_id", call.phoneNumberId())
                .put("task", bare(call.task()))
                .put("callee", bare(call.callee()))
                .put("on_behalf_of", bare(call.onBehalfOf()))
                .put("first_words", bare(call.firstWords()))
                .put("attempt", call.attempt())
                .put("question", call.question() == null ? null : question(call.question()))
                .put("variables", UntrustedText.bareIn(call.dynamicVariables(), MAX_WORDS))
                .put(
                        "consent",
                        call.consent() == null ? null : UntrustedText.bareIn(consent(call.consent()), MAX_WORDS))
                .put("started_at", text(call.startedAt()))
                .put("answered_at", text(call.answeredAt()))
                .put("disclosed_at", text(call.disclosedAt()))
                .put("ended_at", text(call.endedAt()))
                .put("failed_at", text(call.failedAt()))
                .put(
                        "costs_inr",
                        new AnswerFields()
                                .put("llm", rupees(call.costLlm()))
                                .put("stt", rupees(call.costStt()))
                                .put("tts", rupees(call.costTts()))
                                .put("sip", rupees(call.costSip()))
                                .asMap())
                .put("usage", Json.MAPPER.convertValue(call.usage(), Map.class))
                .put("latency_ms", latency(call.latency()))
                .put("quality", call.quality() == null ? null : Json.MAPPER.convertValue(call.quality(), Map.class))
                .put("recording_url", call.recordingUrl())
                .put("recording_stereo_url", call.recordingMultiChannelUrl());
    }

    /** The figures over all answers, which are enough for a model; a server may leave them out. */
    private static @Nullable Object latency(@Nullable Latency latency) {
        return latency == null ? null : Json.MAPPER.convertValue(latency.withoutTurns(), Map.class);
    }

    /** What the agent asks the person behind the call right now, in words that may be a stranger's. */
    private static Map<String, Object> question(CallQuestion asked) {
        return new AnswerFields()
                .put("n", asked.n())
                .put("text", bare(asked.text()))
                .put("choices", asked.choices().stream().map(CallView::bare).toList())
                .put("until", text(asked.until()))
                .asMap();
    }

    private static @Nullable String bare(@Nullable String words) {
        return words == null ? null : UntrustedText.bare(words, MAX_WORDS);
    }

    private static Map<String, String> consent(Consent given) {
        return Map.of(
                "basis",
                given.basis(),
                "source",
                given.source(),
                "at",
                given.at().toString());
    }

    /** One line: which call this is, its status, and whether a phone rings. */
    public static String headline(Call call) {
        return headline(call, Simulated.tag(call).map(tag -> ", " + tag).orElse(""));
    }

    private static String headline(Call call, String tag) {
        List<String> parts = new ArrayList<>();
        String status = Wording.code(call.status());
        parts.add(call.id() + ": "
                + (call.failureReason() == null ? status : status + " (" + Wording.code(call.failureReason()) + ")")
                + tag);
        if (call.direction() != null) {
            boolean outbound = call.direction() == CallDirection.OUTBOUND;
            String other = outbound ? call.to() : call.from();
            parts.add(Wording.code(call.direction())
                    + (other == null ? "" : (outbound ? " to " : " from ") + number(other)));
        }
        if (call.agentName() != null) {
            parts.add(QuotedText.words(call.agentName(), 80));
        }
        if (call.status() == CallStatus.SCHEDULED && call.scheduledAt() != null) {
            parts.add("to be dialled at " + call.scheduledAt());
            if (call.dialWindow() != null) {
                parts.add(agreed(call.dialWindow()));
            }
        } else if (call.createdAt() != null) {
            parts.add(call.createdAt().toString());
        }
        if (hasDuration(call)) {
            parts.add(Wording.duration(call.durationSeconds()));
        }
        if (rupees(call.costTotal()) != null) {
            parts.add(call.costTotal().toString());
        }
        return String.join(" · ", parts);
    }

    /** For how long a person's consent to a call that waits holds. */
    private static String agreed(AgreedWindow window) {
        List<String> limits = new ArrayList<>();
        if (window.until() != null) {
            limits.add("until " + window.until());
        }
        if (window.windowStart() != null && window.windowEnd() != null) {
            limits.add("from " + window.windowStart() + " to " + window.windowEnd() + " there");
        }
        return limits.isEmpty() ? "at any time" : "agreed " + String.join(", ", limits);
    }

    /** Whether a phone rang, the headline, the reason of a failure, and the analysis. */
    public static List<String> lines(Call call) {
        List<String> lines = new ArrayList<>();
        Simulated.sentence(call).ifPresent(lines::add);
        lines.add(headline(call, ""));
        if (call.answeredBy() != null && call.answeredBy() != AnsweredBy.UNKNOWN) {
            lines.add("Answered by: " + Wording.code(call.answeredBy()) + ".");
        }
        EndedBy endedBy = endedBy(call);
        if (endedBy != null) {
            lines.add("Ended by: " + Wording.code(endedBy) + ".");
        }
        FailureReason reason = call.failureReason();
        if (reason != null) {
            lines.add((Simulated.is(call) ? "Failed in the simulation: " : "Failed: ") + reason.title() + ". "
                    + reason.cause() + " What to try: " + reason.whatToTry());
        }
        NextAttempt next = call.nextAttempt();
        if (next != null) {
            lines.add("Next attempt: " + next.callId() + " at " + next.at() + ".");
        }
        if (call.status().isTerminal() && call.billingStatus() == BillingStatus.PENDING) {
            lines.add("The cost is not final yet.");
        }
        if (Simulated.is(call) && rupees(call.costTotal()) != null) {
            lines.add("The cost was taken from the account's credits, as for a real call; no carrier was used.");
        }
        if (call.analysis() != null) {
            lines.addAll(AnalysisView.lines(call, call.analysis()));
            AnalysisView.offer(call.analysis()).ifPresent(lines::add);
        }
        return lines;
    }

    /** A caller may send any text as a number, so what does not look like one is untrusted text. */
    private static String number(String number) {
        return number.matches("\\+?[0-9]{1,20}") ? number : UntrustedText.marked(number, 80);
    }

    /** Null for calls that nobody answered: earlier servers named the caller there. */
    private static @Nullable EndedBy endedBy(Call call) {
        return call.answeredAt() == null && call.endedBy() == EndedBy.CALLER ? null : call.endedBy();
    }

    private static Map<String, Object> nextAttempt(NextAttempt next) {
        return new AnswerFields()
                .put("call_id", next.callId())
                .put("at", text(next.at()))
                .asMap();
    }

    private static Map<String, Object> failure(FailureReason reason, @Nullable String detail) {
        return new AnswerFields()
                .put("code", Wording.code(reason))
                .put("title", reason.title())
                .put("cause", reason.cause())
                .put("detail", detail)
                .put("what_to_try", reason.whatToTry())
                .put("retryable", reason.retryable())
                .asMap();
    }

    private static @Nullable String code(@Nullable Enum<?> value) {
        return value == null ? null : Wording.code(value);
    }

    private static @Nullable BigDecimal rupees(@Nullable Money money) {
        return money == null || money.equals(Money.ZERO) ? null : money.rupees();
    }

    private static @Nullable Object text(@Nullable Object moment) {
        return moment == null ? null : moment.toString();
    }
}
