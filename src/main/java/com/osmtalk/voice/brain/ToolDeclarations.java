package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.Json;
import com.osmtalk.voice.brain.Brain.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of an agent as the model is told of them, in the form of OpenAI's function calling: to end the
 * conversation, to hand it over where somebody is there for that, to press keys on the telephone, and the agent's
 * own.
 *
 * @see <a href="https://platform.openai.com/docs/guides/function-calling">Function calling</a>
 */
final class ToolDeclarations {
    static final String END_CALL = "end_call";
    static final String OPT_OUT = "do_not_call";
    static final String TRANSFER = "transfer_to_human";
    static final String HAND_OVER = "transfer_to_agent";
    static final String COLLEAGUE = "agent";

    private ToolDeclarations() {}

    /** @param own the agent's own tools */
    static ArrayNode of(Context context, List<AgentTool> own) {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        declare(
                tools,
                END_CALL,
                "Ends the conversation. Use it once everything is said and you have said goodbye, or when the "
                        + "other person says goodbye.");
        declare(
                tools,
                OPT_OUT,
                "Puts the other person on the do-not-call list and ends the conversation. Use it only when they ask "
                        + "never to be called or contacted again, in any language; not for a better time, and not when "
                        + "they merely are not interested.");
        if (context.canTransfer()) {
            declare(tools, TRANSFER, "Hands the call to a person. " + trigger(context));
        }
        if (!context.colleagues().isEmpty()) {
            declareHandover(tools, context);
        }
        if (context.telephone()) {
            ObjectNode schema = noParameters();
            schema.withObjectProperty("properties")
                    .putObject(PressKeys.KEYS)
                    .put("type", "string")
                    .put("description", "0 to 9, * and #, in the order in which they are pressed.");
            schema.withArrayProperty("required").add(PressKeys.KEYS);
            declare(tools, PressKeys.NAME, PressKeys.DESCRIPTION, schema);
        }
        if (context.mayAskOwner()) {
            ObjectNode schema = noParameters();
            ObjectNode properties = schema.withObjectProperty("properties");
            properties.putObject(AskOwner.QUESTION).put("type", "string");
            ObjectNode choices = properties.putObject(AskOwner.CHOICES);
            choices.put("type", "array").put("description", "At most 6 short answers to choose from.");
            choices.putObject("items").put("type", "string");
            schema.withArrayProperty("required").add(AskOwner.QUESTION);
            declare(tools, AskOwner.NAME, AskOwner.DESCRIPTION, schema);
        }
        for (AgentTool tool : own) {
            declare(tools, tool.name(), tool.description(), tool.parameters());
        }
        return tools;
    }

    /** The JSON Schema of the parameters of an HTTP tool. */
    static ObjectNode schema(@Nullable List<Parameter> parameters) {
        ObjectNode schema = noParameters();
        for (Parameter parameter : parameters == null ? List.<Parameter>of() : parameters) {
            ObjectNode property = schema.withObjectProperty("properties").putObject(parameter.name());
            property.put("type", parameter.type());
            if (parameter.description() != null) {
                property.put("description", parameter.description());
            }
            if (Boolean.TRUE.equals(parameter.required())) {
                schema.withArrayProperty("required").add(parameter.name());
            }
        }
        return schema;
    }

    private static void declareHandover(ArrayNode tools, Context context) {
        StringBuilder whom = new StringBuilder(
                "Hands the conversation over to another agent, who knows what was said so far. Say that you do so.");
        ObjectNode schema = noParameters();
        ObjectNode agent =
                schema.withObjectProperty("properties").putObject(COLLEAGUE).put("type", "string");
        for (Agent colleague : context.colleagues()) {
            whom.append("\n- ")
                    .append(colleague.id())
                    .append(", ")
                    .append(colleague.name())
                    .append(": ")
                    .append(Handover.trigger(context.agent(), colleague));
            agent.withArrayProperty("enum").add(colleague.id());
        }
        schema.withArrayProperty("required").add(COLLEAGUE);
        declare(tools, HAND_OVER, whom.toString(), schema);
    }

    private static String trigger(Context context) {
        var settings = context.agent().tools().transferSettings();
        TransferToHuman human = settings == null ? null : settings.transferToHuman();
        String when = human == null ? null : human.triggerDescription();
        return when == null ? "Use it when the other person asks for one." : when;
    }

    private static void declare(ArrayNode tools, String name, String description) {
        declare(tools, name, description, noParameters());
    }

    private static void declare(ArrayNode tools, String name, String description, ObjectNode parameters) {
        tools.addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("description", description)
                .set("parameters", parameters);
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }
}
