package com.osmtalk.server.call;

import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.Call;
import com.osmtalk.api.Money;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.auth.AssistantConnections;
import com.osmtalk.server.auth.ConnectionUse;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.identity.ConnectionReach;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a connected assistant may call, as the person said who connected it: from which numbers, how often a day,
 * and for how much. It is counted in the calls themselves, so that a new token resets nothing and several servers count
 * together; a day is one of the organisation's zone.
 */
public final class AssistantBudget implements ConnectionUse {
    private static final Set<String> REASONS =
            Set.of(ConnectionReach.NUMBER_NOT_PERMITTED, "assistant_call_limit", "assistant_spend_limit");

    private final AssistantCallStore calls;
    private final AssistantConnections connections;
    private final Accounts accounts;
    private final Clock clock;

    public AssistantBudget(
            Database database, AssistantConnections connections, Accounts accounts, Rates rates, Clock clock) {
        this.calls = new AssistantCallStore(database, rates);
        this.connections = connections;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Used today(String organizationId, String connectionId) {
        return usedOn(organizationId, connectionId, clock.instant());
    }

    /**
     * The only number that an assistant may call from; empty when there are others, or others than assistants ask.
     *
     * @param programId the key or connection that asks; null: a person does
     */
    Optional<String> onlyNumber(@Nullable String programId) {
        return connection(programId)
                .map(AssistantConnection::phoneNumberIds)
                .filter(ids -> ids.size() == 1)
                .map(ids -> ids.get(0));
    }

    /** Whether a refusal is one of an assistant's limits. */
    public static boolean isByLimit(Problem refusal) {
        return REASONS.contains(String.valueOf(refusal.details().get("reason")));
    }

    /** The connection that asks; empty: a person or a key does. */
    public static Optional<String> connectionId(@Nullable String programId) {
        return Optional.ofNullable(programId).filter(id -> id.startsWith(AssistantConnections.ID_PREFIX));
    }

    /**
     * That an assistant may place a call. Part of the transaction that admits it, which is the only one then: what is
     * counted still holds when it is stored.
     *
     * @param programId the key or connection that asks; null: a person does
     * @param numberId from which it is; null: a web call, which is from none
     * @param when it is to ring
     * @throws Problem REFUSED {@code number_not_permitted}, {@code assistant_call_limit}, {@code
     * assistant_spend_limit};
     *     UNAUTHENTICATED for an assistant that was disconnected meanwhile
     */
    void require(String organizationId, @Nullable String programId, @Nullable String numberId, Instant when) {
        asking(programId).ifPresent(connection -> {
            ConnectionReach.requireNumber(connection, numberId);
            Used used = usedOn(organizationId, connection.id(), when);
            requireCall(connection, used);
            requireSpending(connection, used.spent().plus(Ledger.MINIMUM_FOR_A_CALL));
        });
    }

    /**
     * That a call which was asked for earlier may be dialled now that its time has come: the calls of the same day may
     * have used the limit up since, or the limit was lowered. Part of the transaction that goes on with it.
     *
     * @throws Problem as {@link #require}
     */
    void requireDue(StoredCall stored) {
        asking(stored.apiKeyId()).ifPresent(connection -> {
            Call call = stored.call();
            ConnectionReach.requireNumber(connection, call.phoneNumberId());
            Day day = day(stored);
            Used used = calls.usedBeside(connection.id(), call.id(), day.begin(), day.end())
                    .reserved();
            requireCall(connection, used);
            requireSpending(connection, used.spent().plus(Ledger.MINIMUM_FOR_A_CALL));
        });
    }

    /**
     * That an assistant may spend something on a conversation in writing.
     *
     * @param goesOn whether it has begun, and is counted already
     * @throws Problem REFUSED {@code assistant_spend_limit}, UNAUTHENTICATED
     */
    void requireSpending(String organizationId, @Nullable String programId, boolean goesOn) {
        asking(programId).ifPresent(connection -> {
            Money spent =
                    usedOn(organizationId, connection.id(), clock.instant()).spent();
            requireSpending(connection, goesOn ? spent : spent.plus(Ledger.MINIMUM_FOR_A_CALL));
        });
    }

    /**
     * Whether a call that goes on has to end, since what its assistant has spent that day is about to reach the limit.
     * Also holds for one that was disconnected meanwhile.
     */
    boolean isUsedUp(StoredCall stored) {
        Optional<Money> limit = connectionId(stored.apiKeyId()).flatMap(connections::spendingLimit);
        if (limit.isEmpty()) {
            return false;
        }
        Day day = day(stored);
        return limit.get()
                .isLessThan(calls.used(Objects.requireNonNull(stored.apiKeyId()), day.begin(), day.end())
                        .soon());
    }

    /**
     * That an assistant may have somebody rung who is to take over a call, which counts as a call.
     *
     * @throws Problem as {@link #require}
     */
    void requireTransfer(String organizationId, @Nullable String programId, Call call) {
        require(organizationId, programId, call.phoneNumberId(), clock.instant());
        connectionId(programId).ifPresent(id -> calls.insertTransfer(id, call.id(), clock.instant()));
    }

    /** @throws Problem REFUSED {@code number_not_permitted} for a number that an assistant may not call from */
    public void requireNumber(@Nullable String programId, String numberId) {
        asking(programId).ifPresent(connection -> ConnectionReach.requireNumber(connection, numberId));
    }

    private static void requireCall(AssistantConnection connection, Used used) {
        Integer most = connection.maxCallsPerDay();
        if (most != null && used.calls() >= most) {
            throw Problem.refused(
                    "assistant_call_limit",
                    "This assistant may place " + most + " calls a day and has placed " + used.calls() + "."
                            + ConnectionReach.WHERE);
        }
    }

    /** @param then what it has spent with what is asked for */
    private static void requireSpending(AssistantConnection connection, Money then) {
        Money limit = connection.maxSpendPerDay();
        if (limit != null && limit.isLessThan(then)) {
            throw Problem.refused(
                    "assistant_spend_limit",
                    "This assistant may spend " + limit + " a day, and with this would have used " + then
                            + ": each call or conversation that is not over counts at least "
                            + Ledger.MINIMUM_FOR_A_CALL + "." + ConnectionReach.WHERE);
        }
    }

    /** The connection that asks, as it is now. @throws Problem UNAUTHENTICATED when it was ended */
    private Optional<AssistantConnection> asking(@Nullable String programId) {
        return connectionId(programId)
                .map(id -> connections
                        .find(id)
                        .orElseThrow(() -> Problem.unauthenticated("This assistant is not connected any more.")));
    }

    private record Day(Instant begin, Instant end) {}

    private Optional<AssistantConnection> connection(@Nullable String programId) {
        return connectionId(programId).flatMap(connections::find);
    }

    private Used usedOn(String organizationId, String connectionId, Instant when) {
        Day day = day(organizationId, when);
        return calls.used(connectionId, day.begin(), day.end()).reserved();
    }

    private Day day(StoredCall stored) {
        Call call = stored.call();
        return day(stored.organizationId(), call.scheduledAt() == null ? call.createdAt() : call.scheduledAt());
    }

    private Day day(String organizationId, Instant when) {
        ZoneId zone = accounts.organization(organizationId)
                .map(organization -> ZoneId.of(organization.timeZone()))
                .orElseThrow(() -> Problem.notFound("organisation", organizationId));
        LocalDate date = LocalDate.ofInstant(when, zone);
        return new Day(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
