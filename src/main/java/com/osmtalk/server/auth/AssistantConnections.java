package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.AssistantLimits;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.Money;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.account.LastUsedWriter;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.Hmac;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.validation.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The assistants that people have connected: client, person, organisation, what it may do, and how much.
 *
 * <p>MCP reaches the API over HTTP, and must not hand a client's token on. So each connection has a credential of its
 * own for that way: its id with a code that only this server can make. It stays the same whatever token the client
 * brings, so that sessions outlive an hour and limits are not reset; it opens nothing when the connection has ended.
 */
public final class AssistantConnections implements AutoCloseable {
    /** What the ids of connections begin with. */
    public static final String ID_PREFIX = "con_";

    /** What a connection's own credential begins with. */
    public static final String CREDENTIAL_PREFIX = "osc_";

    private static final int MAX_NUMBERS = 500;
    private static final int MAX_CALLS = 1_000_000;
    private static final long MAX_SPEND_PAISE = 10_000_000_000L;

    private final ConnectionStore store;
    private final Numbers numbers;
    private final LastUsedWriter lastUse;
    private final byte[] key;
    private final Clock clock;

    /** @param key with which credentials are made */
    public AssistantConnections(Database database, Numbers numbers, byte[] key, Clock clock) {
        this.store = new ConnectionStore(database);
        this.numbers = numbers;
        this.lastUse = new LastUsedWriter(store::markUsed, clock);
        this.key = key.clone();
        this.clock = clock;
    }

    /**
     * Connects a client for a person, or changes what it may do when it was connected before.
     *
     * @return the connection's id
     * @throws Problem INVALID as {@link #check}
     */
    String connect(
            String userId,
            String organizationId,
            AuthorizationAsked asked,
            List<AssistantScope> scopes,
            AssistantLimits limits) {
        check(organizationId, limits);
        return store.upsert(Ids.next("con"), organizationId, userId, asked, scopes, limits, clock.millis());
    }

    /** An organisation's connections, the newest first. */
    Page<AssistantConnection> list(String organizationId, PageRequest page) {
        Keyset<String> keyset = Keyset.byId("con", page);
        return keyset.page(
                store.list(organizationId, keyset), () -> store.count(organizationId), AssistantConnection::id);
    }

    /**
     * Changes a connection's limits.
     *
     * @throws Problem NOT_FOUND when the organisation has no such connection, INVALID as {@link #check}
     */
    AssistantConnection change(String organizationId, String id, AssistantLimits limits) {
        check(organizationId, limits);
        if (!store.update(organizationId, id, limits)) {
            throw Problem.notFound("connection", id);
        }
        return require(organizationId, id);
    }

    AssistantConnection require(String organizationId, String id) {
        return store.find(id)
                .filter(found -> found.organizationId().equals(organizationId))
                .map(Principal.Assistant::connection)
                .orElseThrow(() -> Problem.notFound("connection", id));
    }

    /** Ends a connection: its tokens are good for nothing from now on. @throws Problem NOT_FOUND */
    void end(String organizationId, String id) {
        if (!store.end(organizationId, id, clock.millis())) {
            throw Problem.notFound("connection", id);
        }
    }

    /** A connection that goes on, whose person is a member still. */
    public Optional<AssistantConnection> find(String id) {
        return store.find(id).map(Principal.Assistant::connection);
    }

    /** What a connection may spend a day, also of one that has ended: its last calls may go on. Empty: no limit. */
    public Optional<Money> spendingLimit(String id) {
        return store.spendingLimit(id);
    }

    /** Whether an organisation has this connection, and it may place calls now. */
    public boolean mayCall(String organizationId, String id) {
        return store.find(id)
                .filter(found -> found.organizationId().equals(organizationId)
                        && found.connection().scopes().contains(AssistantScope.CALLS_WRITE))
                .isPresent();
    }

    /** Keeps a connection from being changed until this transaction has ended. @return false when it has ended */
    boolean hold(String id) {
        return store.hold(id);
    }

    /** What stands for a connection at the API. */
    String credential(String id) {
        return CREDENTIAL_PREFIX + id + "." + Hmac.hex(key, id.getBytes(StandardCharsets.UTF_8));
    }

    /** Whose a credential is; empty when we have not made it, or the connection has ended. */
    public Optional<Principal.Assistant> byCredential(String credential) {
        int dot = credential.indexOf('.');
        if (!credential.startsWith(CREDENTIAL_PREFIX) || dot < 0) {
            return Optional.empty();
        }
        String id = credential.substring(CREDENTIAL_PREFIX.length(), dot);
        if (!Hmac.isHex(credential.substring(dot + 1), key, id.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return store.find(id);
    }

    /** Notes that a connection was used. */
    void used(String id) {
        lastUse.mark(id);
    }

    /**
     * @throws Problem INVALID for a limit that is none, or a number that is not the organisation's
     */
    private void check(String organizationId, AssistantLimits limits) {
        FieldErrors errors = new FieldErrors();
        if (limits.maxCallsPerDay() != null) {
            errors.range("maxCallsPerDay", limits.maxCallsPerDay(), 0, MAX_CALLS);
        }
        if (limits.maxSpendPerDay() != null
                && (limits.maxSpendPerDay().paise() < 0
                        || limits.maxSpendPerDay().paise() > MAX_SPEND_PAISE)) {
            errors.add("maxSpendPerDay", "must be 0 to 100000000 rupees");
        }
        List<String> ids = errors.elements("phoneNumberIds", limits.phoneNumberIds(), MAX_NUMBERS);
        if (limits.phoneNumberIds() != null && ids.isEmpty()) {
            errors.add("phoneNumberIds", "must name a number, or be left out for all of them");
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            errors.add("phoneNumberIds", "names a number twice");
        }
        errors.refuseIfAny();
        for (int i = 0; i < ids.size(); i++) {
            String id = Objects.requireNonNull(ids.get(i));
            if (!numbers.has(organizationId, id)) {
                throw Problem.invalid("phoneNumberIds[" + i + "]", "is no number of this organisation");
            }
        }
    }

    @Override
    public void close() {
        lastUse.close();
    }
}
