package com.osmtalk.server.call;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuality;
import com.osmtalk.api.CallRetry;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.NextAttempt;
import com.osmtalk.api.Usage;
import com.osmtalk.api.WantedAnswer;
import com.osmtalk.server.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the calls table as a {@link Call}, without its transcript. */
final class CallRow {
    private CallRow() {}

    static StoredCall read(ResultSet row) throws SQLException {
        return new StoredCall(
                row.getString("organization_id"),
                row.getString("llm_model"),
                row.getString("api_key_id"),
                agreedTimes(row),
                call(row, false));
    }

    private static Call call(ResultSet row, boolean listed) throws SQLException {
        AgreedTimes agreed = agreedTimes(row);
        String latency = row.getString("latency");
        String consent = row.getString("consent");
        String wantedAnswers = row.getString("wanted_answers");
        String retry = row.getString("retry");
        String nextAttempt = row.getString("next_attempt");
        String analysis = row.getString("analysis");
        String quality = row.getString("quality");
        return new Call(
                row.getString("id"),
                row.getString("agent_id"),
                row.getString("agent_name"),
                row.getObject("agent_version") == null ? null : row.getInt("agent_version"),
                row.getString("phone_number_id"),
                row.getString("campaign_id"),
                Columns.value(CallChannel.class, row.getString("channel")),
                Columns.value(CallDirection.class, row.getString("direction")),
                row.getInt("simulated") == 1,
                row.getString("from_number"),
                row.getString("to_number"),
                Columns.value(CallStatus.class, row.getString("status")),
                Columns.nullable(FailureReason.class, row.getString("failure_reason")),
                row.getString("failure_detail"),
                Columns.nullable(EndedBy.class, row.getString("ended_by")),
                answeredBy(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Columns.time(row, "started_at"),
                Columns.time(row, "answered_at"),
                Columns.time(row, "ended_at"),
                Columns.time(row, "failed_at"),
                Columns.time(row, "disclosed_at"),
                row.getLong("duration_ms") / 1000.0,
                Columns.parse(row.getString("dynamic_variables"), new TypeReference<>() {}),
                consent == null ? null : Columns.parse(consent, new TypeReference<>() {}),
                row.getString("task"),
                row.getString("callee"),
                row.getString("on_behalf_of"),
                row.getString("first_words"),
                wantedAnswers == null ? null : Columns.parse(wantedAnswers, new TypeReference<List<WantedAnswer>>() {}),
                Columns.time(row, "scheduled_at"),
                retry == null ? null : Columns.parse(retry, new TypeReference<CallRetry>() {}),
                agreed == null ? null : agreed.window(),
                row.getObject("attempt") == null ? null : row.getInt("attempt"),
                row.getString("retry_of"),
                nextAttempt == null ? null : Columns.parse(nextAttempt, new TypeReference<NextAttempt>() {}),
                null,
                null,
                analysis == null ? null : analysis(analysis),
                Money.ofPaise(row.getLong("cost_llm")),
                Money.ofPaise(row.getLong("cost_stt")),
                Money.ofPaise(row.getLong("cost_tts")),
                Money.ofPaise(row.getLong("cost_sip")),
                Money.ofPaise(row.getLong("cost_total")),
                Columns.value(BillingStatus.class, row.getString("billing_status")),
                usage(row),
                latency == null ? Latency.NONE : latency(latency, listed),
                quality == null ? null : Columns.parse(quality, new TypeReference<CallQuality>() {}),
                null,
                null,
                null,
                null);
    }

    /** As it stands in a list. */
    static Call listed(ResultSet row) throws SQLException {
        return call(row, true);
    }

    private static Latency latency(String json, boolean listed) {
        Latency stored = Columns.parse(json, new TypeReference<>() {});
        return listed ? stored.withoutTurns() : stored;
    }

    private static @Nullable AgreedTimes agreedTimes(ResultSet row) throws SQLException {
        String stored = row.getString("agreed_times");
        return stored == null ? null : Columns.parse(stored, new TypeReference<>() {});
    }

    /** Who answered is stored once it is known; until then, and of calls before that column, it is not. */
    private static @Nullable AnsweredBy answeredBy(ResultSet row) throws SQLException {
        boolean answeredUs = Columns.value(CallChannel.class, row.getString("channel")) == CallChannel.PHONE
                && Columns.value(CallDirection.class, row.getString("direction")) == CallDirection.OUTBOUND
                && row.getObject("answered_at") != null;
        AnsweredBy known = Columns.nullable(AnsweredBy.class, row.getString("answered_by"));
        return known == null && answeredUs ? AnsweredBy.UNKNOWN : known;
    }

    /** One stored before its status was is done; who made it was not recorded then. */
    private static Analysis analysis(String json) {
        Analysis stored = Columns.parse(json, new TypeReference<>() {});
        return stored.status() != null
                ? stored
                : new Analysis(
                        AnalysisStatus.DONE,
                        null,
                        stored.fields(),
                        null,
                        null,
                        stored.summary(),
                        stored.sentiment(),
                        null,
                        stored.success(),
                        null,
                        null,
                        null);
    }

    static Map<String, Long> columns(Usage usage) {
        return Map.of(
                "promptTokens", usage.promptTokens(),
                "completionTokens", usage.completionTokens(),
                "ttsCharacters", usage.ttsCharacters(),
                "sttMs", Math.round(usage.sttSeconds() * 1000),
                "sipMs", Math.round(usage.sipSeconds() * 1000));
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"),
                row.getLong("tts_characters"),
                row.getLong("stt_ms") / 1000.0,
                row.getLong("sip_ms") / 1000.0);
    }
}
