package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import java.util.Map;
import java.util.Set;

/** The agent of calls that name none: it says for whom it calls, and does the task that the call has. */
public final class GeneralAgent {
    /** The places of its words that the fields of a call fill. */
    public static final Set<String> PLACES = Set.of("task", "callee", "on_behalf_of");

    private static final String GREETING = "Hello, I am an AI assistant, calling on behalf of {{on_behalf_of}}.";

    private static final String SYSTEM_PROMPT = """
            You are an AI assistant on the phone. You speak for: {{on_behalf_of}}.
            You speak with: {{callee}}.
            Your task on this call, in the words of whoever gave it: {{task}}
            Be friendly and brief. Say what it is about first, then ask one thing at a time.
            Never invent facts about the person you speak for. When you are asked for something you don't know, say so
            and offer that they will get back about it.
            When something is agreed, repeat it in one sentence, say thank you and goodbye.
            """;

    private GeneralAgent() {}

    static AgentDraft draft() {
        return Json.MAPPER.convertValue(
                Map.of(
                        "name",
                        "General assistant",
                        "greeting",
                        GREETING,
                        "systemPrompt",
                        SYSTEM_PROMPT,
                        // whoever gave it the task knows what it can't
                        "askOwner",
                        true),
                AgentDraft.class);
    }
}
