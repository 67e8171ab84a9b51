package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An agent as its owner sees it, with the field names that {@link AgentForm} takes, and without the headers of HTTP
 * tools, which may hold secrets.
 */
final class AgentView {
    private AgentView() {}

    static ObjectSchema schema() {
        return brief().required("greeting", Schema.string())
                .required("system_prompt", Schema.string())
                .optional("language", Schema.string())
                .optional("model", Schema.string())
                .optional("voice", Schema.string())
                .optional("temperature", Schema.number())
                .optional("max_duration_seconds", Schema.integer())
                .optional("idle_timeout_seconds", Schema.integer())
                .optional("recording", Schema.bool())
                .optional("ask_owner", Schema.bool())
                .optional("keypad", Schema.bool())
                .optional("voicemail_message", Schema.string())
                .optional("transfer_to", Schema.string())
                .optional("transfer_when", Schema.string())
                .optional("success_criteria", Schema.string())
                .optional("analysis_fields", Schema.anyObject(null))
                .optional("http_tools", Schema.list(Schema.string()))
                .optional("mcp_servers", Schema.list(Schema.string()))
                .optional("transfer_to_agents", Schema.list(Schema.string()))
                .optional("keywords", Schema.list(Schema.string()))
                .optional("pronunciations", Schema.anyObject(null))
                .optional("kept_without_effect", Schema.anyObject(null))
                .optional("kept_in_parts", Schema.list(Schema.string()))
                .optional("updated_at", Schema.string());
    }

    /** The fields of every answer about an agent. */
    static ObjectSchema brief() {
        return ObjectSchema.part()
                .required("id", Schema.string())
                .required("name", Schema.string())
                .optional("version", Schema.integer());
    }

    static AnswerFields briefly(Agent agent) {
        return new AnswerFields()
                .put("id", agent.id())
                .putText("name", agent.name())
                .put("version", agent.currentVersion());
    }

    static AnswerFields fields(Agent agent) {
        AgentTools tools = agent.tools() == null ? AgentTools.NONE : agent.tools();
        PostCallAnalysis analysis =
                agent.postCallAnalysis() == null ? PostCallAnalysis.DEFAULT : agent.postCallAnalysis();
        AnswerFields fields = briefly(agent)
                .put("language", agent.language())
                .put(
                        "model",
                        agent.llm() == null
                                ? null
                                : agent.llm().provider() + "/" + agent.llm().model())
                .put(
                        "voice",
                        agent.tts() == null
                                ? null
                                : agent.tts().provider() + "/" + agent.tts().model() + "/"
                                        + agent.tts().voice())
                .put(
                        "updated_at",
                        agent.updatedAt() == null ? null : agent.updatedAt().toString())
                .putText("greeting", agent.greeting() == null ? "" : agent.greeting())
                .putText("system_prompt", agent.systemPrompt() == null ? "" : agent.systemPrompt())
                .put("temperature", agent.temperature())
                .put("max_duration_seconds", agent.maxDurationSeconds())
                .put("idle_timeout_seconds", agent.idleTimeoutSeconds())
                .put("recording", agent.recordingEnabled())
                .put("ask_owner", agent.askOwner())
                .put("keypad", agent.keypadInputEnabled())
                .put(
                        "voicemail_message",
                        agent.voicemailMessage() == null
                                        || agent.voicemailMessage().isBlank()
                                ? null
                                : agent.voicemailMessage())
                .put("success_criteria", analysis.successCriteria())
                .put("analysis_fields", analysisFields(analysis))
                .put(
                        "http_tools",
                        tools.httpTools() == null
                                ? null
                                : tools.httpTools().stream()
                                        .map(AgentTools.HttpTool::name)
                                        .toList());
        addVocabulary(fields, agent);
        addOthers(fields, tools);
        fields.put("kept_without_effect", agent.further()).put("kept_in_parts", KeptNames.of(agent));
        TransferToHuman transfer = AgentForm.transfer(tools);
        if (transfer != null && transfer.enabled()) {
            fields.put(
                            "transfer_to",
                            transfer.destinationNumber() == null
                                    ? null
                                    : transfer.destinationNumber().e164())
                    .put("transfer_when", transfer.triggerDescription());
        }
        return fields;
    }

    private static void addVocabulary(AnswerFields fields, Agent agent) {
        if (agent.stt() != null && agent.stt().keywords() != null) {
            fields.put("keywords", agent.stt().keywords());
        }
        if (agent.tts() != null && agent.tts().pronunciations() != null) {
            Map<String, Object> said = new LinkedHashMap<>();
            agent.tts().pronunciations().forEach(each -> said.put(each.word(), each.say()));
            fields.put("pronunciations", said);
        }
    }

    /** Who else it uses or hands over to: an MCP server without its headers. */
    private static void addOthers(AnswerFields fields, AgentTools tools) {
        if (tools.mcpServers() != null) {
            fields.put(
                    "mcp_servers",
                    tools.mcpServers().stream()
                            .map(server -> server.name() + " at " + server.url()
                                    + (server.allowedTools() == null
                                            ? ""
                                            : ", tools " + String.join(", ", server.allowedTools())))
                            .toList());
        }
        if (tools.transferSettings() != null && tools.transferSettings().transferToAgents() != null) {
            fields.put(
                    "transfer_to_agents",
                    tools.transferSettings().transferToAgents().stream()
                            .map(other -> other.agentId()
                                    + (other.triggerDescription() == null ? "" : ": " + other.triggerDescription()))
                            .toList());
        }
    }

    private static Map<String, Object> analysisFields(PostCallAnalysis analysis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (analysis.schema() != null) {
            analysis.schema().forEach(field -> fields.put(field.name(), AgentForm.shown(field)));
        }
        return fields;
    }

    /** {@code Appointment reminder (agent_…), en-IN, version 3}. */
    static String headline(Agent agent) {
        return Wording.oneLine(agent.name(), 120) + " (" + agent.id() + "), " + agent.language()
                + (agent.currentVersion() == null ? ", never published" : ", version " + agent.currentVersion());
    }

    /** The headline, all fields and some more lines, the prompt last. */
    static String text(Agent agent, List<String> more) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(agent) + ".");
        Map<String, Object> fields = fields(agent).asMap();
        fields.forEach((name, value) -> {
            if (!List.of("id", "name", "system_prompt").contains(name)) {
                lines.add(name + ": " + Wording.shown(value));
            }
        });
        lines.addAll(more);
        lines.add("system_prompt:\n" + fields.get("system_prompt"));
        return String.join("\n", lines);
    }
}
