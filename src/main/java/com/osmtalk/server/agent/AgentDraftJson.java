package com.osmtalk.server.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import com.osmtalk.server.secret.Seal;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Agent drafts as JSON text and back, with the secrets in it sealed. An agent is read far more often than it is
 * changed, so a text is parsed once and the draft kept.
 */
final class AgentDraftJson {
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Map<String, AgentDraft> known = new ConcurrentHashMap<>();
    private final AtomicLong characters = new AtomicLong();
    private final Seal seal;

    AgentDraftJson(Seal seal) {
        this.seal = seal;
    }

    String json(String agentId, AgentDraft draft) {
        try {
            return Json.MAPPER.writeValueAsString(McpHeaders.sealed(draft, seal, agentId));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stored draft; a field that was added to the API after the row was written has its default. */
    AgentDraft draft(String agentId, String json) {
        String key = agentId + json;
        AgentDraft before = known.get(key);
        if (before != null) {
            return before;
        }
        AgentDraft draft = StoredAgent.merged(AgentDefaults.DRAFT, McpHeaders.opened(parsed(json), seal, agentId));
        if (characters.addAndGet(json.length()) > MOST_CHARACTERS) {
            characters.set(json.length());
            known.clear();
        }
        known.put(key, draft);
        return draft;
    }

    private static AgentDraft parsed(String json) {
        try {
            return Json.MAPPER.readValue(json, AgentDraft.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
