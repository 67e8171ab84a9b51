package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a language model speak, through an OpenAI-compatible endpoint, with the agent's tools. The reply is streamed and
 * said sentence by sentence: the first sentence is on the line long before the last is thought of.
 */
public final class OpenAiBrain implements Brain {
    private final ModelEndpoint endpoint;
    private final HttpTools httpTools;
    private final McpTools mcpTools;

    public OpenAiBrain(ModelEndpoint endpoint, HttpTools httpTools, McpTools mcpTools) {
        this.endpoint = endpoint;
        this.httpTools = httpTools;
        this.mcpTools = mcpTools;
    }

    @Override
    public void prepare(Agent agent) {
        mcpTools.prepare(agent);
    }

    @Override
    public boolean isModel() {
        return true;
    }

    @Override
    public PendingReply think(Context context, ReplyListener reply) {
        Agent agent = context.agent();
        ObjectNode request = endpoint.newRequest(null)
                .put("temperature", agent.temperature())
                .put("max_tokens", agent.maxTokens())
                .put("frequency_penalty", agent.frequencyPenalty());
        request.set("messages", ModelMessages.of(context));
        ModelTurn turn = new ModelTurn(endpoint, context, request, reply);
        mcpTools.of(agent).thenAccept(ofServers -> {
            List<AgentTool> own = new ArrayList<>(httpTools.of(agent));
            own.addAll(ofServers);
            turn.begin(own);
        });
        return turn;
    }
}
