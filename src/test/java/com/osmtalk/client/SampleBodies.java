package com.osmtalk.client;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import java.util.Map;

/** Requests and answers that several tests use. */
final class SampleBodies {
    static final String PLACED = """
            {"callId":"call_1","status":"queued","agentId":"agent_1","phoneNumberId":"pn_1",
             "destination":"+12025550100",
             "createdAt":"2026-01-01T00:00:00.000Z"}""";
    static final String EMPTY_PAGE = "{\"data\":[],\"total\":0,\"limit\":20,\"offset\":0,\"nextCursor\":null}";
    static final String AGENT = "{\"id\":\"agent_1\",\"name\":\"Reception\"}";
    static final String CALL = "{\"id\":\"call_1\",\"status\":\"in_progress\"}";

    static final OutboundCallRequest REQUEST = OutboundCallRequest.to(PhoneNumber.of("+12025550100"))
            .agentId("agent_1")
            .phoneNumberId("pn_1")
            .dynamicVariables(Map.of("first_name", "Zoë"))
            .build();

    private SampleBodies() {}

    static AgentDraft agentDraft(String name) {
        return Json.MAPPER.convertValue(Map.of("name", name), AgentDraft.class);
    }
}
