package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.ToolNames;
import com.osmtalk.mcp.kit.Toolset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No schema has a keyword that a provider of models refuses, whatever tools are chosen: it would refuse the whole
 * request, and so the whole conversation.
 */
public class PublishedSchemasTest {
    /** What OpenAI and llama.cpp take; Gemini too, but {@code additionalProperties}, which its clients leave out. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "title",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "default",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<ToolChoice> choices() {
        List<ToolChoice> choices = new ArrayList<>();
        choices.add(ToolChoice.STANDARD);
        choices.add(ToolChoice.of(ToolChoice.ALL, null, null, false));
        choices.add(ToolChoice.of(ToolChoice.ALL, null, null, true));
        for (Toolset toolset : Toolset.values()) {
            choices.add(ToolChoice.of(toolset.code(), null, null, false));
        }
        for (String tool : ToolNames.all()) {
            choices.add(ToolChoice.of(ToolChoice.ALL, null, tool, false));
            choices.add(ToolChoice.of(null, tool, null, false));
        }
        return choices.stream();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void hasOnlyWhatEveryProviderTakes(ToolChoice choice) {
        for (Map<String, Object> tool : Tools.listed(Tools.definitions(choice))) {
            check(JSON.valueToTree(tool.get("inputSchema")), tool.get("name") + " in");
            check(JSON.valueToTree(tool.get("outputSchema")), tool.get("name") + " out");
        }
    }

    /** @param place of the schema, for the failure */
    public static void check(JsonNode schema, String place) {
        assertThat(schema.fieldNames()).toIterable().as(place).isSubsetOf(KEYWORDS);
        assertThat(schema.path("type").isTextual()).as("%s has one type", place).isTrue();
        assertThat(schema.path("maxLength").asInt()).as(place).isLessThan(2000);
        assertThat(schema.path("maxItems").asInt()).as(place).isLessThan(2000);
        if (schema.has("pattern")) {
            assertThat(schema.get("pattern").asText())
                    .as(place)
                    .startsWith("^")
                    .endsWith("$")
                    .doesNotContain("(?", "\\d", "\\w", "\\s", "\\p", "\\b", "\\u");
        }
        if (schema.has("properties")) {
            assertThat(schema.get("type").asText()).as(place).isEqualTo("object");
            assertThat(schema.get("properties").fieldNames())
                    .toIterable()
                    .as(place)
                    .containsAll(required(schema));
            schema.get("properties")
                    .properties()
                    .forEach(field -> check(field.getValue(), place + "." + field.getKey()));
        }
        if (schema.has("items")) {
            assertThat(schema.get("type").asText()).as(place).isEqualTo("array");
            check(schema.get("items"), place + "[]");
        }
        if (schema.path("additionalProperties").isObject()) {
            check(schema.get("additionalProperties"), place + ".*");
        }
        schema.path("enum")
                .forEach(value -> assertThat(value.isTextual()).as(place).isTrue());
    }

    private static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }
}
