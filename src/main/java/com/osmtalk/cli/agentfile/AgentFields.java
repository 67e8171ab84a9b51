package com.osmtalk.cli.agentfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import com.osmtalk.api.WebOrigin;
import java.util.Map;

/**
 * The fields of an agent as JSON, and what becomes of secrets in them: the values of the headers that its tools send.
 * They are not written to files, and stay as they are on the server when a file has none.
 */
final class AgentFields {
    private static final String TOOLS = "tools";
    private static final String HEADERS = "headers";
    private static final String URL = "url";

    private AgentFields() {}

    /** What somebody may set, of all that the server tells. */
    static ObjectNode of(Agent agent) {
        return of(Json.MAPPER.convertValue(Json.MAPPER.valueToTree(agent), AgentDraft.class));
    }

    static ObjectNode of(AgentDraft draft) {
        return Json.MAPPER.valueToTree(draft);
    }

    static AgentDraft draft(ObjectNode agent) {
        try {
            return Json.MAPPER.treeToValue(agent, AgentDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("these fields were an agent's before", e);
        }
    }

    /** A copy in which each header is named and has no value. */
    static ObjectNode withoutSecrets(ObjectNode agent) {
        ObjectNode copy = agent.deepCopy();
        copy.path(TOOLS)
                .forEach(tools -> tools.forEach(tool -> {
                    if (tool.path(HEADERS) instanceof ObjectNode headers) {
                        headers.fieldNames().forEachRemaining(headers::putNull);
                    }
                }));
        return copy;
    }

    /** The server's fields with those of a file over them, as the server does it. */
    static ObjectNode merged(ObjectNode server, ObjectNode file) {
        ObjectNode merged = server.deepCopy();
        file.properties().forEach(field -> {
            if (field.getKey().equals("turnTaking") && merged.path("turnTaking") instanceof ObjectNode turns) {
                turns.setAll((ObjectNode) field.getValue().deepCopy());
            } else {
                merged.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return merged;
    }

    /**
     * A copy whose headers without a value have that of the server's tool of the same kind and name. A value is kept
     * for the same server only: a file must not send it somewhere else by changing the URL.
     *
     * @throws IllegalArgumentException with a sentence, when there is no value to keep
     */
    static ObjectNode withSecretsOf(ObjectNode server, ObjectNode file) {
        ObjectNode copy = file.deepCopy();
        for (Map.Entry<String, JsonNode> kind : copy.path(TOOLS).properties()) {
            for (JsonNode tool : kind.getValue()) {
                if (tool.path(HEADERS) instanceof ObjectNode headers) {
                    JsonNode before = named(server.path(TOOLS).path(kind.getKey()), tool);
                    fill(headers, before, tool);
                }
            }
        }
        return copy;
    }

    private static void fill(ObjectNode headers, JsonNode before, JsonNode tool) {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (!header.getValue().isNull()) {
                continue;
            }
            String place = "the header " + header.getKey() + " of the tool "
                    + tool.path("name").asText();
            JsonNode value = valueOf(before.path(HEADERS), header.getKey());
            if (!value.isTextual()) {
                throw new IllegalArgumentException(
                        place + " has no value, here or on the server: write its value, push, and take it out again");
            }
            if (!WebOrigin.isSame(url(before), url(tool))) {
                throw new IllegalArgumentException(place + " is kept for "
                        + before.path(URL).asText() + " only; for another server write its value");
            }
            header.setValue(value);
        }
    }

    /** A copy without headers that have no value, for a server where there is nothing to keep. */
    static ObjectNode withoutEmptyHeaders(ObjectNode agent) {
        ObjectNode copy = agent.deepCopy();
        copy.path(TOOLS)
                .forEach(tools -> tools.forEach(tool -> {
                    if (tool.path(HEADERS) instanceof ObjectNode headers) {
                        headers.properties()
                                .removeIf(header -> header.getValue().isNull());
                    }
                }));
        return copy;
    }

    private static JsonNode named(JsonNode tools, JsonNode wanted) {
        for (JsonNode tool : tools) {
            if (tool.path("name").equals(wanted.path("name"))) {
                return tool;
            }
        }
        return Json.MAPPER.missingNode();
    }

    /** The case of a header's name makes no difference. */
    private static JsonNode valueOf(JsonNode headers, String name) {
        return headers.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(Json.MAPPER::missingNode);
    }

    /** As one without places for parameters, which are never in its host. */
    private static String url(JsonNode tool) {
        return tool.path(URL).asText().replaceAll("[{}]", "");
    }
}
