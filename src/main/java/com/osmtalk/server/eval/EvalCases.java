package com.osmtalk.server.eval;

import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.call.DynamicVariables;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The test cases of each organisation's agents. An id of another organisation is a {@link Problem} NOT_FOUND. */
public final class EvalCases {
    private static final int MOST_OF_ONE_AGENT = 200;

    private final Database database;
    private final EvalCaseStore cases;
    private final Agents agents;
    private final Clock clock;

    public EvalCases(Database database, Agents agents, Clock clock) {
        this.database = database;
        this.cases = new EvalCaseStore(database);
        this.agents = agents;
        this.clock = clock;
    }

    /** Of agents that are not deleted, the newest first. @param agentId null: of all agents */
    Page<EvalCase> list(String organizationId, @Nullable String agentId, PageRequest page) {
        return cases.list(organizationId, agentId, Keyset.byId("case", page));
    }

    EvalCase get(String organizationId, String id) {
        return cases.find(organizationId, id).orElseThrow(() -> Problem.notFound("test case", id));
    }

    /** Those of one agent or of all that are not deleted, the oldest first. */
    List<EvalCase> first(String organizationId, @Nullable String agentId, int most) {
        return cases.first(organizationId, agentId, most);
    }

    /**
     * @throws Problem INVALID naming every invalid field, NOT_FOUND for an agent that is not ours, CONFLICT when the
     *     agent has a case of that name
     */
    EvalCase create(String organizationId, EvalCaseDraft draft) {
        requireValid(draft);
        String agentId = requireAgentId(draft);
        Instant now = clock.instant();
        EvalCase made = testCase(Ids.next("case"), agentId, draft, now, now);
        return database.transaction(handle -> {
            agents.forCall(organizationId, agentId, null);
            if (cases.count(agentId) >= MOST_OF_ONE_AGENT) {
                throw Problem.conflict(
                        "too_many_test_cases",
                        "An agent has at most " + MOST_OF_ONE_AGENT + " test cases. Delete one that is not needed.");
            }
            if (!cases.insert(organizationId, made)) {
                throw nameTaken(made);
            }
            return made;
        });
    }

    /** Identifies a state of a test case, to change that one and no later one. */
    static String state(EvalCase testCase) {
        return Long.toString(testCase.updatedAt().toEpochMilli());
    }

    /**
     * @param isExpected of the {@link #state} that is changed; a change that changes nothing is taken in any
     * @throws Problem as {@link #create} does, OUTDATED when it was changed meanwhile
     */
    EvalCase update(String organizationId, String id, EvalCaseDraft change, Predicate<String> isExpected) {
        return database.transaction(handle -> {
            EvalCase before = cases.lock(organizationId, id).orElseThrow(() -> Problem.notFound("test case", id));
            EvalCaseDraft whole = merged(before.draft(), change);
            requireValid(whole);
            if (whole.equals(before.draft())) {
                return before;
            }
            if (!isExpected.test(state(before))) {
                throw Problem.outdated(
                        "test_case_changed",
                        before.name() + " was changed at " + before.updatedAt()
                                + ", after the state that If-Match names was read. Read it again, and change that.");
            }
            String agentId = requireAgentId(whole);
            agents.forCall(organizationId, agentId, null);
            EvalCase after = testCase(id, agentId, whole, before.createdAt(), later(before.updatedAt()));
            if (!cases.update(after)) {
                throw nameTaken(after);
            }
            return after;
        });
    }

    /** The time of a change: two of them within a millisecond are two states all the same. */
    private Instant later(Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }

    /** Its runs stay. */
    void delete(String organizationId, String id) {
        if (!cases.delete(organizationId, id)) {
            throw Problem.notFound("test case", id);
        }
    }

    private static void requireValid(EvalCaseDraft draft) {
        FieldErrors errors = new FieldErrors();
        EvalCaseRules.check("", draft, errors);
        errors.refuseIfAny();
        DynamicVariables.require(draft.dynamicVariables());
    }

    private static String requireAgentId(EvalCaseDraft draft) {
        if (draft.agentId() == null || draft.agentId().isBlank()) {
            throw Problem.invalid("agentId", "is required and must not be blank");
        }
        return draft.agentId();
    }

    private static Problem nameTaken(EvalCase testCase) {
        return Problem.conflict(
                "test_case_exists",
                "This agent has a test case " + testCase.name() + " already. Change that one, or take another name.");
    }

    private static EvalCase testCase(
            String id, String agentId, EvalCaseDraft draft, Instant createdAt, Instant updatedAt) {
        return new EvalCase(
                id,
                agentId,
                Objects.requireNonNull(draft.name()),
                draft.persona() == null || draft.persona().isBlank() ? null : draft.persona(),
                draft.goal() == null || draft.goal().isBlank() ? null : draft.goal(),
                draft.lines() == null || draft.lines().isEmpty() ? null : draft.lines(),
                draft.dynamicVariables() == null || draft.dynamicVariables().isEmpty()
                        ? null
                        : draft.dynamicVariables(),
                Objects.requireNonNullElse(draft.criteria(), EvalCriteria.NONE),
                createdAt,
                updatedAt);
    }

    private static EvalCaseDraft merged(EvalCaseDraft base, EvalCaseDraft change) {
        return new EvalCaseDraft(
                either(change.agentId(), base.agentId()),
                either(change.name(), base.name()),
                either(change.persona(), base.persona()),
                either(change.goal(), base.goal()),
                either(change.lines(), base.lines()),
                either(change.dynamicVariables(), base.dynamicVariables()),
                either(change.criteria(), base.criteria()));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
