package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can do beside talking.
 *
 * @param mcpServers servers whose tools it may use
 */
public record AgentTools(
        @Nullable List<HttpTool> httpTools,
        @Nullable TransferSettings transferSettings,
        @Nullable List<McpServer> mcpServers,
        @KeptFields({"clientTools", "dtmfRoutes"}) @Nullable Map<String, Object> further) {
    public static final AgentTools NONE = new AgentTools(List.of(), null);

    public AgentTools {
        further = FurtherFields.of(further);
    }

    /** Tools without those of MCP servers. */
    public AgentTools(@Nullable List<HttpTool> httpTools, @Nullable TransferSettings transferSettings) {
        this(httpTools, transferSettings, null);
    }

    /** Tools without fields that nothing here uses. */
    public AgentTools(
            @Nullable List<HttpTool> httpTools,
            @Nullable TransferSettings transferSettings,
            @Nullable List<McpServer> mcpServers) {
        this(httpTools, transferSettings, mcpServers, null);
    }

    /** These tools with other MCP servers. */
    public AgentTools with(@Nullable List<McpServer> others) {
        return new AgentTools(httpTools, transferSettings, others, further);
    }

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
            @Nullable String errorMessage,
            @KeptFields @Nullable Map<String, Object> further) {
        public HttpTool {
            further = FurtherFields.of(further);
        }

        /** Without fields that nothing here uses. */
        public HttpTool(
                String name,
                String description,
                String method,
                String url,
                @Nullable List<Parameter> parameters,
                @Nullable Map<String, String> headers,
                @Nullable Boolean silent,
                @Nullable String waitMessage,
                @Nullable String errorMessage) {
            this(name, description, method, url, parameters, headers, silent, waitMessage, errorMessage, null);
        }
    }

    /** @param type string, number or boolean */
    public record Parameter(
            String name,
            String type,
            @Nullable Boolean required,
            @Nullable String description) {}

    /**
     * An MCP server, reached by Streamable HTTP.
     *
     * @param name how the agent knows it: its tools are offered to the model as {@code name__tool}
     * @param headers sent with every request; answers show {@link #KEPT} in the place of their values
     * @param allowedTools absent: all that it lists
     */
    public record McpServer(
            String name,
            String url,
            @Nullable Map<String, String> headers,
            @Nullable List<String> allowedTools) {
        /** Stands for the value of a header; sent back, the value stays as it is. */
        public static final String KEPT = "(kept)";

        public McpServer with(@Nullable Map<String, String> otherHeaders) {
            return new McpServer(name, url, otherHeaders, allowedTools);
        }

        /** Without the headers, which hold secrets. */
        @Override
        public String toString() {
            return "McpServer[" + name + " at " + url + "]";
        }
    }

    /** @param transferToAgents other agents of the account, to whom it may hand a conversation over */
    public record TransferSettings(
            @Nullable TransferToHuman transferToHuman,
            @Nullable List<TransferToAgent> transferToAgents,
            @KeptFields @Nullable Map<String, Object> further) {
        public TransferSettings {
            further = FurtherFields.of(further);
        }

        /** To nobody but a person. */
        public TransferSettings(@Nullable TransferToHuman transferToHuman) {
            this(transferToHuman, null);
        }

        /** Without fields that nothing here uses. */
        public TransferSettings(
                @Nullable TransferToHuman transferToHuman, @Nullable List<TransferToAgent> transferToAgents) {
            this(transferToHuman, transferToAgents, null);
        }
    }

    /** @param triggerDescription when the agent should hand the conversation over to that one */
    public record TransferToAgent(String agentId, @Nullable String triggerDescription) {}

    /** @param triggerDescription when the agent should hand the call over */
    public record TransferToHuman(
            boolean enabled,
            @Nullable PhoneNumber destinationNumber,
            @Nullable String triggerDescription,
            @KeptFields @Nullable Map<String, Object> further) {
        public TransferToHuman {
            further = FurtherFields.of(further);
        }

        /** Without fields that nothing here uses. */
        public TransferToHuman(
                boolean enabled, @Nullable PhoneNumber destinationNumber, @Nullable String triggerDescription) {
            this(enabled, destinationNumber, triggerDescription, null);
        }
    }
}
