package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunList;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Test cases of agents and their runs. A run goes on behind the answer that it has begun: ask for it until it is over.
 * An idempotency key may be absent: the request is then sent once.
 */
public final class EvalApi {
    private static final String CASES = "/api/eval/test-cases";
    private static final String RUNS = "/api/eval/runs";

    private final ApiTransport transport;

    EvalApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first. @param agentId null: of all agents */
    public Page<EvalCase> listCases(@Nullable String agentId, PageRequest page) {
        return transport.get(CASES, QueryString.ofAgent(agentId, page), new TypeReference<>() {});
    }

    public EvalCase getCase(String id) {
        return transport.get(testCase(id), Map.of(), new TypeReference<>() {});
    }

    public EvalCase createCase(EvalCaseDraft draft, @Nullable String idempotencyKey) {
        return transport.post(CASES, draft, idempotencyKey, new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest. */
    public EvalCase updateCase(String id, EvalCaseDraft draft) {
        return transport.put(testCase(id), draft, new TypeReference<>() {});
    }

    /**
     * Changes what the draft names, unless somebody else has changed the case meanwhile: then it is refused with 412.
     *
     * @param read the case as it was read
     */
    public EvalCase updateCase(EvalCase read, EvalCaseDraft draft) {
        return transport.put(
                testCase(read.id()),
                Map.of(),
                ApiTransport.ifUnchangedSince(read.updatedAt()),
                draft,
                new TypeReference<>() {});
    }

    /** Its runs stay. */
    public void deleteCase(String id) {
        transport.delete(testCase(id));
    }

    /** Begins a run of one case. */
    public EvalRun run(String caseId, EvalRunRequest request, @Nullable String idempotencyKey) {
        return transport.post(testCase(caseId) + "/run", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Begins a run of each of several cases. */
    public EvalRunList runAll(EvalRunAllRequest request, @Nullable String idempotencyKey) {
        return transport.post("/api/eval/run-all", request, idempotencyKey, new TypeReference<>() {});
    }

    /** The newest first. */
    public Page<EvalRun> listRuns(EvalRunQuery query, PageRequest page) {
        return transport.get(RUNS, QueryString.of(query, page), new TypeReference<>() {});
    }

    public EvalRun getRun(String id) {
        return transport.get(RUNS + "/" + QueryString.segment(id), Map.of(), new TypeReference<>() {});
    }

    private static String testCase(String id) {
        return CASES + "/" + QueryString.segment(id);
    }
}
