package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tool of an agent's own, as one reply is offered it: an HTTP request, or a tool of an MCP server.
 *
 * @param name as the model knows it
 * @param parameters a JSON Schema of the type object
 * @param waitMessage said before it is used; null: nothing
 * @param errorMessage said when it fails; null: nothing
 * @param use takes the model's arguments, a JSON object; always completes with a result
 */
record AgentTool(
        String name,
        String description,
        ObjectNode parameters,
        @Nullable String waitMessage,
        @Nullable String errorMessage,
        Function<JsonNode, CompletionStage<Result>> use) {

    /**
     * What a tool answered.
     *
     * @param text bounded; when it failed, what went wrong
     */
    record Result(boolean succeeded, String text) {
        static Result failure(String text) {
            return new Result(false, text);
        }
    }
}
