package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;

/**
 * Lets a language model speak, through an OpenAI-compatible endpoint, with the agent's tools. The reply is streamed and
 * said sentence by sentence: the first sentence is on the line long before the last is thought of.
 */
public final class OpenAiBrain implements Brain {
    private final ModelEndpoint endpoint;
    private final HttpTools tools;

    public OpenAiBrain(ModelEndpoint endpoint, HttpTools tools) {
        this.endpoint = endpoint;
        this.tools = tools;
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
        request.set("tools", ToolDeclarations.of(context));
        ModelTurn turn = new ModelTurn(endpoint, tools, context, request, reply);
        turn.begin();
        return turn;
    }
}
