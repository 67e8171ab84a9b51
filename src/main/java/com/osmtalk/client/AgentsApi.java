package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentStats;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.ChatReply;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.api.WebCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents and their published versions. An idempotency key may be absent: the request is then sent once. */
public final class AgentsApi {
    private static final String AGENTS = "/api/agents";
    private static final Map<String, String> IMPORT = Map.of("import", "true");

    private final ApiTransport transport;

    AgentsApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first. */
    public Page<Agent> list(PageRequest page) {
        return transport.get(AGENTS, QueryString.of(page), new TypeReference<>() {});
    }

    public Agent get(String id) {
        return transport.get(agent(id), Map.of(), new TypeReference<>() {});
    }

    /** Makes an agent; what the draft leaves out takes its default. */
    public Agent create(AgentDraft draft, @Nullable String idempotencyKey) {
        return transport.post(AGENTS, draft, idempotencyKey, new TypeReference<>() {});
    }

    /** The same of an agent of another server: fields, models and voices that this one does not know are kept. */
    public Agent importAgent(AgentDraft draft, @Nullable String idempotencyKey) {
        return transport.post(AGENTS, IMPORT, draft, idempotencyKey, new TypeReference<>() {});
    }

    /**
     * Changes what the draft names, unless somebody else has changed the agent meanwhile: then it is refused with 412.
     *
     * @param read the agent as it was read
     * @param isImport as in {@link #importAgent}
     */
    public Agent update(Agent read, AgentDraft draft, boolean isImport) {
        return transport.put(
                agent(read.id()),
                isImport ? IMPORT : Map.of(),
                ApiTransport.ifUnchangedSince(read.updatedAt()),
                draft,
                new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest, whatever the agent is by now. */
    public Agent update(String id, AgentDraft draft) {
        return transport.put(agent(id), draft, new TypeReference<>() {});
    }

    /** The models, voices and languages that agents may name, and what speaks for them on this server. */
    public PlatformProviders providers() {
        return transport.get("/api/platform/providers", Map.of(), new TypeReference<>() {});
    }

    /** Refused with 409 while the agent has live calls or a running campaign. */
    public void delete(String id) {
        transport.delete(agent(id));
    }

    /** How the agent has been doing, over all its calls. */
    public AgentStats stats(String id) {
        return transport.get(agent(id) + "/stats", Map.of(), new TypeReference<>() {});
    }

    /** Asks for a web voice call, which its visitor then holds on a WebSocket. */
    public WebCall connect(String id, ConnectRequest request, @Nullable String idempotencyKey) {
        return transport.post(agent(id) + "/connect", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Writes to an agent and waits for its reply; a conversation goes on with its session id. */
    public ChatReply chat(String id, ChatRequest request, @Nullable String idempotencyKey) {
        return transport.post(agent(id) + "/chat", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Lets the agent talk with a simulated caller and waits for the end; nothing is stored or charged. */
    public Simulation simulate(SimulationRequest request, @Nullable String idempotencyKey) {
        return transport.post("/api/eval/simulate", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Publishes the agent as it is now as its next version. */
    public AgentVersion publish(String id, AgentVersionDraft request, @Nullable String idempotencyKey) {
        return transport.post(versions(id), request, idempotencyKey, new TypeReference<>() {});
    }

    /** The newest first. */
    public Page<AgentVersion> listVersions(String id, PageRequest page) {
        return transport.get(versions(id), QueryString.of(page), new TypeReference<>() {});
    }

    public AgentVersion getVersion(String id, int version) {
        return transport.get(versions(id) + "/" + version, Map.of(), new TypeReference<>() {});
    }

    /** Makes the agent what it was in that version, and publishes this as a new version, which is returned. */
    public AgentVersion rollBack(String id, int version, @Nullable String idempotencyKey) {
        return transport.post(
                versions(id) + "/" + version + "/rollback", null, idempotencyKey, new TypeReference<>() {});
    }

    private static String agent(String id) {
        return AGENTS + "/" + QueryString.segment(id);
    }

    private static String versions(String id) {
        return agent(id) + "/versions";
    }
}
