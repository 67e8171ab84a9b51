package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentScript;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is going to speak for an agent: where the server has no model or no voice it says so, with what the script found
 * in the prompt. Of a server that does not tell, nothing is said.
 */
final class AgentSpeech {
    private static final int LONGEST_POINT = 300;
    private static final int MOST_POINTS = 20;

    private final @Nullable AgentScript script;
    private final Optional<PlatformProviders> providers;

    private AgentSpeech(@Nullable AgentScript script, Optional<PlatformProviders> providers) {
        this.script = script;
        this.providers = providers;
    }

    static AgentSpeech of(Agent agent, ToolContext context) {
        return new AgentSpeech(agent.script(), providers(context));
    }

    private static Optional<PlatformProviders> providers(ToolContext context) {
        try {
            return Optional.of(context.account().agents().providers());
        } catch (ApiException notTold) {
            return Optional.empty();
        }
    }

    static ObjectSchema schema() {
        return ObjectSchema.part()
                .optional("notices", Schema.list(Schema.string()))
                .optional(
                        "script",
                        Schema.object(ObjectSchema.part()
                                .optional("purpose", Schema.string())
                                .required("points", Schema.list(Schema.string()))));
    }

    AnswerFields fields() {
        AnswerFields fields = new AnswerFields().put("notices", notices());
        if (script != null) {
            fields.put(
                    "script",
                    new AnswerFields()
                            .put("purpose", script.purpose())
                            .putList("points", script.points())
                            .asMap());
        }
        return fields;
    }

    /** What is missing, in sentences. */
    private List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (script != null) {
            notices.add("No language model is configured on this server: a script speaks, which says the points below"
                    + " and understands only usual answers.");
            if (Boolean.FALSE.equals(script.understood())) {
                notices.add("The script found no point in this prompt, so what it says is not of the prompt. Write in"
                        + " English what to ask, one question a line, or configure a model.");
            }
        }
        if (providers.isPresent() && providers.get().voice() == null) {
            notices.add("No voice is configured on this server: on web calls the agent writes instead of speaking.");
        }
        return notices;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(notices());
        if (script != null) {
            if (script.purpose() != null) {
                lines.add("It begins: " + Wording.oneLine(script.purpose(), LONGEST_POINT));
            }
            List<String> points = script.points();
            for (int i = 0; i < Math.min(points.size(), MOST_POINTS); i++) {
                lines.add((i + 1) + ". " + Wording.oneLine(points.get(i), LONGEST_POINT));
            }
            if (points.size() > MOST_POINTS) {
                lines.add(Wording.count(points.size() - MOST_POINTS, "more point") + ".");
            }
        }
        return lines;
    }
}
