package com.osmtalk.server.call;

import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.Money;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.auth.AssistantConnections;
import com.osmtalk.server.auth.ConnectionUse;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a connected assistant may call, as the person said who connected it: from which numbers, how often a day,
 * and for how much. It is counted in the calls themselves, so that a new token resets nothing and several servers count
 * together; a day is one of the organisation's zone.
 */
public final class AssistantBudget implements ConnectionUse {
    private static final String WHERE = " The person can change it under Settings, Connected assistants.";

    private final AssistantCallStore calls;
    private final AssistantConnections connections;
    private final Accounts accounts;
    private final Clock clock;

    public AssistantBudget(Database database, AssistantConnections connections, Accounts accounts, Clock clock) {
        this.calls = new AssistantCallStore(database);
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

    /**
     * Part of the transaction that admits a call, which is the only one then: what is counted still holds when it is
     * stored.
     *
     * @throws Problem REFUSED {@code number_not_permitted}, {@code assistant_call_limit}, {@code
     * assistant_spend_limit};
     *     UNAUTHENTICATED for an assistant that was disconnected meanwhile
     */
    void require(String organizationId, @Nullable String programId, String numberId, OutboundCallRequest request) {
        if (programId == null || !programId.startsWith(AssistantConnections.ID_PREFIX)) {
            return;
        }
        AssistantConnection connection = connection(programId)
                .orElseThrow(() -> Problem.unauthenticated("This assistant is not connected any more."));
        List<String> numbers = connection.phoneNumberIds();
        if (numbers != null && !numbers.contains(numberId)) {
            throw Problem.refused(
                    "number_not_permitted",
                    "This assistant may call from " + String.join(", ", numbers) + " only, not from " + numberId + "."
                            + WHERE);
        }
        Instant when = request.scheduledAt() == null ? clock.instant() : request.scheduledAt();
        int attempts = request.retry() == null ? 1 : request.retry().attempts();
        Used used = usedOn(organizationId, connection.id(), when);
        Integer most = connection.maxCallsPerDay();
        if (most != null && used.calls() + attempts > most) {
            throw Problem.refused(
                    "assistant_call_limit",
                    "This assistant may place " + most + " calls a day and has placed " + used.calls()
                            + (attempts > 1 ? "; this one may be dialled " + attempts + " times." : ".")
                            + WHERE);
        }
        Money limit = connection.maxSpendPerDay();
        if (limit != null && limit.isLessThan(used.spent().plus(Ledger.MINIMUM_FOR_A_CALL))) {
            throw Problem.refused(
                    "assistant_spend_limit",
                    "This assistant may spend " + limit + " a day and has used " + used.spent()
                            + ", calls whose price is not known yet included; a call needs "
                            + Ledger.MINIMUM_FOR_A_CALL + "." + WHERE);
        }
    }

    private Optional<AssistantConnection> connection(@Nullable String programId) {
        return programId != null && programId.startsWith(AssistantConnections.ID_PREFIX)
                ? connections.find(programId)
                : Optional.empty();
    }

    private Used usedOn(String organizationId, String connectionId, Instant when) {
        ZoneId zone = accounts.organization(organizationId)
                .map(organization -> ZoneId.of(organization.timeZone()))
                .orElseThrow(() -> Problem.notFound("organisation", organizationId));
        LocalDate day = LocalDate.ofInstant(when, zone);
        return calls.used(
                connectionId,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
