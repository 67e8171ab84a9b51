package com.osmtalk;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import java.util.Map;

/** What a person sends to make or change something. */
public final class Drafts {
    private Drafts() {}

    /** An agent of which only these fields are said. */
    public static AgentDraft agent(Map<String, ?> fields) {
        return Json.STRICT.convertValue(fields, AgentDraft.class);
    }
}
