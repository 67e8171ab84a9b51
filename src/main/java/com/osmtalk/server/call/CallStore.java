package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.NextAttempt;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.voice.CallEnd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls table: writes, and reads of one call.
 *
 * <p>What may happen only once or only in some status is one UPDATE whose WHERE names what must hold before, and the
 * count of changed rows says whether it did ({@link #claim}, {@link #move}). So threads and servers may race without a
 * lock, and the database lets one of them win. Only admission is locked ({@link #lockAdmission}), because it decides by
 * a count over many rows.
 */
public final class CallStore {
    private final Database database;
    private final Clock clock;

    public CallStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    String newId() {
        return Ids.next("call");
    }

    /** Stores a new call and returns it. */
    Call insert(NewCall call) {
        String id = newId();
        CallBrief brief = call.brief();
        return database.transaction(handle -> handle.createQuery("""
                        INSERT INTO calls (id, organization_id, agent_id, agent_name, agent_version, phone_number_id,
                                           campaign_id, api_key_id, channel, direction, simulated, from_number,
                                           to_number, status, dynamic_variables, consent,
                                           task, callee, on_behalf_of, first_words, wanted_answers,
                                           scheduled_at, retry, agreed_times, attempt,
                                           created_at, started_at, answered_at, llm_model, billing_status)
                        VALUES (:id, :organizationId, :agentId, :agentName, :agentVersion, :phoneNumberId,
                                :campaignId, :apiKeyId, :channel, :direction, :simulated, :from, :to, :status,
                                :dynamicVariables, :consent, :task, :callee, :onBehalfOf, :firstWords, :wantedAnswers,
                                :scheduledAt, :retry, :agreedTimes, :attempt,
                                :now, :begun, :begun, :model, 'pending')
                        RETURNING *
                        """)
                .bind("id", id)
                .bind("organizationId", call.organizationId())
                .bind("agentId", call.agent().id())
                .bind("agentName", call.agent().name())
                .bind("agentVersion", call.agentVersion())
                .bind("phoneNumberId", call.phoneNumberId())
                .bind("campaignId", call.campaignId())
                .bind("apiKeyId", call.apiKeyId())
                .bind("channel", Columns.name(call.channel()))
                .bind("direction", Columns.name(call.direction()))
                .bind("simulated", call.simulated() ? 1 : 0)
                .bind("from", call.from() == null ? null : call.from().e164())
                .bind("to", call.to() == null ? null : call.to().e164())
                .bind("status", Columns.name(call.status()))
                .bind("dynamicVariables", Columns.json(call.dynamicVariables()))
                .bind("consent", call.consent() == null ? null : Columns.json(call.consent()))
                .bind("task", brief.task())
                .bind("callee", brief.callee())
                .bind("onBehalfOf", brief.onBehalfOf())
                .bind("firstWords", brief.firstWords())
                .bind("wantedAnswers", brief.answers() == null ? null : Columns.json(brief.answers()))
                .bind("scheduledAt", Columns.millis(brief.scheduledAt()))
                .bind("retry", brief.retry() == null ? null : Columns.json(brief.retry()))
                .bind("agreedTimes", brief.agreed() == null ? null : Columns.json(brief.agreed()))
                .bind("attempt", brief.attempt())
                .bind("now", clock.millis())
                .bind("begun", call.status() == CallStatus.IN_PROGRESS ? (Long) clock.millis() : null)
                .bind("model", call.agent().llm().model())
                .map((row, context) -> CallRow.read(row).call())
                .one());
    }

    /** Whether an API key has started a call. */
    boolean isStartedBy(String organizationId, String id, String keyId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM calls
                        WHERE id = :id AND organization_id = :organizationId AND api_key_id = :keyId
                        """)
                        .bind("id", id)
                        .bind("organizationId", organizationId)
                        .bind("keyId", keyId)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    StoredCall require(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("there is no call " + id));
    }

    Optional<StoredCall> find(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM calls WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> CallRow.read(row))
                .findOne());
    }

    /**
     * Schedules the call that follows another, with all that was asked for with that one.
     *
     * @param callId the other's, which is told of it
     */
    void insertNextAttempt(String callId, NextAttempt next) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO calls (id, organization_id, agent_id, agent_name, agent_version,
                                               phone_number_id, campaign_id, api_key_id, channel, direction,
                                               simulated, from_number,
                                               to_number, status, dynamic_variables, consent,
                                               task, callee, on_behalf_of, first_words, wanted_answers,
                                               scheduled_at, retry, agreed_times, attempt, retry_of,
                                               created_at, llm_model, billing_status)
                            SELECT :id, organization_id, agent_id, agent_name, agent_version, phone_number_id,
                                   campaign_id, api_key_id, channel, direction, simulated, from_number,
                                   to_number, 'scheduled', dynamic_variables, consent,
                                   task, callee, on_behalf_of, first_words, wanted_answers,
                                   :at, retry, agreed_times, coalesce(attempt, 1) + 1, coalesce(retry_of, id),
                                   :now, llm_model, 'pending'
                            FROM calls WHERE id = :callId
                            """)
                    .bind("id", next.callId())
                    .bind("at", next.at().toEpochMilli())
                    .bind("now", clock.millis())
                    .bind("callId", callId)
                    .execute();
            return handle.createUpdate("UPDATE calls SET next_attempt = :next WHERE id = :callId")
                    .bind("next", Columns.json(next))
                    .bind("callId", callId)
                    .execute();
        });
    }

    /** Scheduled calls whose time has come, of all organisations, the earliest first. */
    List<String> due(Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM calls WHERE status = 'scheduled' AND scheduled_at <= :now
                        ORDER BY scheduled_at, id
                        """)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
    }

    long countScheduled(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM calls WHERE organization_id = :organizationId AND status = 'scheduled'
                        """)
                .bind("organizationId", organizationId)
                .mapTo(Long.class)
                .one());
    }

    /** Whether a call is scheduled, and keeps it so until this transaction has ended or changes it. */
    boolean holdScheduled(String id) {
        return database.transaction(handle -> handle.createUpdate(
                                "UPDATE calls SET status = status WHERE id = :id AND status = 'scheduled'")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /** The agent of a call that was asked for earlier, as it is now. */
    void refreshAgent(String id, Agent agent) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE calls SET agent_name = :name, llm_model = :model WHERE id = :id")
                        .bind("name", agent.name())
                        .bind("model", agent.llm().model())
                        .bind("id", id)
                        .execute());
    }

    /** Claims a queued call for a server, now; true exactly once for each call. */
    boolean claim(String id, String serverId) {
        return claim(id, serverId, clock.instant());
    }

    /** The same, with the moment by which the claim is known again. */
    boolean claim(String id, String serverId, Instant at) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE calls SET started_at = :at, server_id = :serverId
                                WHERE id = :id AND status = 'queued' AND started_at IS NULL
                                """)
                        .bind("id", id)
                        .bind("serverId", serverId)
                        .bind("at", at.toEpochMilli())
                        .execute())
                == 1;
    }

    /** Whether a claim of that moment was stored, and nothing has come of it yet. */
    boolean isClaimed(String id, String serverId, Instant at) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM calls
                        WHERE id = :id AND status = 'queued' AND started_at = :at AND server_id = :serverId
                        """)
                        .bind("id", id)
                        .bind("serverId", serverId)
                        .bind("at", at.toEpochMilli())
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** What comes of storing an event of a live call. */
    enum Step {
        /** It is to be stored now, in this transaction. */
        NEXT,
        /** It was stored before, by a transaction whose outcome nobody was told. */
        STORED,
        /** The call is over. */
        OVER
    }

    /**
     * Counts an event of a live call as stored, in the transaction that stores it.
     *
     * @param number of the event; they are stored in order
     */
    Step advance(String id, long number) {
        return database.transaction(handle -> {
            boolean next = handle.createUpdate("""
                            UPDATE calls SET events_stored = :number
                            WHERE id = :id AND events_stored < :number
                              AND status IN ('queued', 'ringing', 'in_progress')
                            """)
                            .bind("id", id)
                            .bind("number", number)
                            .execute()
                    == 1;
            return next
                    ? Step.NEXT
                    : handle.createQuery("SELECT events_stored FROM calls WHERE id = :id")
                                            .bind("id", id)
                                            .mapTo(Long.class)
                                            .one()
                                    >= number
                            ? Step.STORED
                            : Step.OVER;
        });
    }

    /** Changes the status, only from one of {@code from}; says whether it did. For {@link CallLifecycle} alone. */
    boolean move(String id, List<CallStatus> from, CallStatus to) {
        if (from.isEmpty()) {
            return false;
        }
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE calls
                                SET status      = :to,
                                    answered_at = CASE WHEN :to = 'in_progress' THEN :now ELSE answered_at END,
                                    ended_at    = CASE WHEN :to IN ('completed', 'failed') THEN :now ELSE ended_at END,
                                    failed_at   = CASE WHEN :to = 'failed' THEN :now ELSE failed_at END
                                WHERE id = :id AND status IN (<from>)
                                """)
                        .bindList("from", from.stream().map(Columns::name).toList())
                        .bind("id", id)
                        .bind("to", Columns.name(to))
                        .bind("now", clock.millis())
                        .execute())
                == 1;
    }

    /** What a live call has used so far. */
    void recordUsage(String id, Usage usage) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE calls
                        SET prompt_tokens = :promptTokens, completion_tokens = :completionTokens,
                            tts_characters = :ttsCharacters, stt_ms = :sttMs, sip_ms = :sipMs
                        WHERE id = :id
                        """)
                .bindMap(CallRow.columns(usage))
                .bind("id", id)
                .execute());
    }

    void recordAnsweredBy(String id, AnsweredBy who) {
        database.transaction(handle -> handle.createUpdate("UPDATE calls SET answered_by = :who WHERE id = :id")
                .bind("who", Columns.name(who))
                .bind("id", id)
                .execute());
    }

    /**
     * Whether the other side has been told that an AI speaks, from this moment on; the last time counts.
     *
     * @param heard false: it was a machine that was told
     */
    void recordDisclosure(String id, boolean heard) {
        database.transaction(handle -> handle.createUpdate("UPDATE calls SET disclosed_at = :at WHERE id = :id")
                .bind("at", heard ? (Long) clock.millis() : null)
                .bind("id", id)
                .execute());
    }

    void finish(String id, CallEnd end, Spend cost, BillingStatus billing) {
        recordUsage(id, end.usage());
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE calls
                        SET failure_reason = :failureReason, failure_detail = :failureDetail,
                            ended_by = :endedBy, duration_ms = :durationMs,
                            cost_llm = :costLlm, cost_stt = :costStt, cost_tts = :costTts, cost_sip = :costSip,
                            cost_total = :costTotal, billing_status = :billing,
                            latency = :latency, latency_e2e_ms = :latencyEndToEnd, latency_stt_ms = :latencyStt,
                            latency_llm_ms = :latencyLlm, latency_tts_ms = :latencyTts,
                            quality = :quality
                        WHERE id = :id
                        """)
                .bind("failureReason", Columns.nullableName(end.failureReason()))
                .bind("failureDetail", end.failureDetail())
                .bind("endedBy", Columns.nullableName(end.endedBy()))
                .bind("durationMs", end.duration().toMillis())
                .bind("costLlm", cost.llm().paise())
                .bind("costStt", cost.stt().paise())
                .bind("costTts", cost.tts().paise())
                .bind("costSip", cost.sip().paise())
                .bind("costTotal", cost.total().paise())
                .bind("billing", Columns.name(billing))
                .bind("latency", Columns.json(end.latency()))
                .bind("latencyEndToEnd", typical(end.latency().endToEnd()))
                .bind("latencyStt", typical(end.latency().stt()))
                .bind("latencyLlm", typical(end.latency().llm()))
                .bind("latencyTts", typical(end.latency().tts()))
                .bind("quality", end.quality() == null ? null : Columns.json(end.quality()))
                .bind("id", id)
                .execute());
    }

    /** What its lines have used, and that costs more, after it has ended. */
    void addSip(String id, Usage usage, Money more) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE calls
                        SET sip_ms = :sipMs, cost_sip = cost_sip + :more, cost_total = cost_total + :more,
                            billing_status = CASE WHEN cost_total + :more > 0 THEN :charged ELSE billing_status END
                        WHERE id = :id
                        """)
                .bindMap(CallRow.columns(usage))
                .bind("more", more.paise())
                .bind("charged", Columns.name(BillingStatus.CHARGED))
                .bind("id", id)
                .execute());
    }

    /** The call's median, of which averages over calls are taken. */
    private static @Nullable Long typical(Latency.@Nullable Figures figures) {
        return figures == null ? null : figures.p50();
    }

    /** From the end of a call until its analysis is recorded; says whether there was none yet. */
    boolean awaitAnalysis(String id) {
        return database.transaction(handle -> handle.createUpdate(
                                "UPDATE calls SET analysis = :analysis WHERE id = :id AND analysis IS NULL")
                        .bind("analysis", Columns.json(Analysis.PENDING))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /** Stores an analysis; gives what an earlier one of the call found, null if there was none or it left it open. */
    @Nullable
    Boolean recordAnalysis(String id, Analysis analysis) {
        return database.transaction(handle -> {
            // the first statement locks the row and still gives the success that was there
            Boolean before = handle.createQuery(
                            "UPDATE calls SET analysis = :analysis WHERE id = :id RETURNING success")
                    .bind("analysis", Columns.json(analysis))
                    .bind("id", id)
                    .map((row, context) -> row.getObject("success") == null ? null : row.getInt("success") == 1)
                    .one();
            handle.createUpdate("UPDATE calls SET success = :success WHERE id = :id")
                    .bind("success", analysis.success() == null ? null : (Integer) (analysis.success() ? 1 : 0))
                    .bind("id", id)
                    .execute();
            return before;
        });
    }

    /**
     * Locks admission until this transaction has ended, so that caps and balance are checked for one call at a time.
     * An UPDATE that changes nothing locks its row in both databases; SQLite has no SELECT … FOR UPDATE.
     */
    void lockAdmission() {
        database.transaction(handle -> handle.execute("UPDATE admission SET id = id"));
    }

    /** How far into a call its last line was begun; zero when nothing was said. */
    Duration lastSaid(String id) {
        return database.read(
                handle -> handle.createQuery("SELECT coalesce(max(offset_ms), 0) FROM call_turns WHERE call_id = :id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .map(Duration::ofMillis)
                        .one());
    }

    /** Calls that hold a line or wait for one; written conversations hold none. */
    LinesInUse linesInUse(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*), coalesce(sum(CASE WHEN organization_id = :organizationId THEN 1 ELSE 0 END), 0)
                        FROM calls
                        WHERE status IN ('queued', 'ringing', 'in_progress') AND channel NOT IN ('chat', 'whatsapp')
                        """)
                .bind("organizationId", organizationId)
                .map((row, context) -> new LinesInUse(row.getLong(2), row.getLong(1)))
                .one());
    }

    /** @param all over all organisations */
    record LinesInUse(long ofOrganization, long all) {}

    /** Live calls whose server is no longer a member of the cluster. */
    List<String> orphans() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT id FROM calls
                        WHERE status IN ('queued', 'ringing', 'in_progress') AND channel NOT IN ('chat', 'whatsapp')
                          AND server_id IS NOT NULL AND server_id NOT IN (SELECT id FROM servers)
                        """).mapTo(String.class).list());
    }

    /** Whether a live call is claimed by a server other than this that is a member of the cluster. */
    public boolean isHeldByAnother(String id, String serverId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM calls
                        WHERE id = :id AND status IN ('queued', 'ringing', 'in_progress')
                          AND server_id <> :serverId AND server_id IN (SELECT id FROM servers)
                        """)
                        .bind("id", id)
                        .bind("serverId", serverId)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    /** Has the live calls of a server be another's. */
    void adopt(String oldServerId, String newServerId) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE calls SET server_id = :newServerId
                        WHERE status IN ('queued', 'ringing', 'in_progress') AND server_id = :oldServerId
                        """)
                .bind("oldServerId", oldServerId)
                .bind("newServerId", newServerId)
                .execute());
    }

    /** Live calls that a server has claimed, and holds or should hold. */
    Set<String> heldBy(String serverId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM calls
                        WHERE status IN ('queued', 'ringing', 'in_progress') AND channel NOT IN ('chat', 'whatsapp')
                          AND server_id = :serverId
                        """)
                .bind("serverId", serverId)
                .mapTo(String.class)
                .set());
    }

    /** Written conversations on a channel in which nothing was written since a moment. */
    List<String> silent(CallChannel channel, long sinceMillis) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM calls
                        WHERE status IN ('queued', 'ringing', 'in_progress') AND channel = :channel
                          AND created_at + coalesce(
                                (SELECT max(offset_ms) FROM call_turns WHERE call_id = calls.id), 0) < :since
                        """)
                .bind("channel", Columns.name(channel))
                .bind("since", sinceMillis)
                .mapTo(String.class)
                .list());
    }

    /** The open written conversation of a person with an agent on a channel. */
    Optional<Call> openConversation(
            String organizationId, CallChannel channel, String agentId, PhoneNumber from, PhoneNumber to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM calls
                        WHERE organization_id = :organizationId AND from_number = :from AND to_number = :to
                          AND channel = :channel AND agent_id = :agentId AND status = 'in_progress'
                        ORDER BY created_at DESC, id DESC LIMIT 1
                        """)
                .bind("organizationId", organizationId)
                .bind("from", from.e164())
                .bind("to", to.e164())
                .bind("channel", Columns.name(channel))
                .bind("agentId", agentId)
                .map((row, context) -> CallRow.read(row).call())
                .findOne());
    }
}
