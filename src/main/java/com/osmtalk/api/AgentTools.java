package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent can do beside talking. */
public record AgentTools(
        @Nullable List<HttpTool> httpTools, @Nullable TransferSettings transferSettings) {
    public static final AgentTools NONE = new AgentTools(List.of(), null);

    /**
     * An HTTP request the agent may make during a call.
     *
     * @param url may carry {@code {param}} places
     * @param silent true: the agent says nothing while it waits
     * @param waitMessage said while it waits
     * @param errorMessage said when it fails
     */
    public record HttpTool(
            String name,
            String description,
            String method,
            String url,
            @Nullable List<Parameter> parameters,
            @Nullable Map<String, String> headers,
            @Nullable Boolean silent,
            @Nullable String waitMessage,
            @Nullable String errorMessage) {}

    /** @param type string, number or boolean */
    public record Parameter(
            String name,
            String type,
            @Nullable Boolean required,
            @Nullable String description) {}

    public record TransferSettings(@Nullable TransferToHuman transferToHuman) {}

    /** @param triggerDescription when the agent should hand the call over */
    public record TransferToHuman(
            boolean enabled,
            @Nullable PhoneNumber destinationNumber,
            @Nullable String triggerDescription) {}
}
