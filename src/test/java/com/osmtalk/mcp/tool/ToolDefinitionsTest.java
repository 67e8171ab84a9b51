package com.osmtalk.mcp.tool;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolDefinition.Effects;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToolDefinitionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Effects DIALS = new Effects(false, true, false, true);
    private static final Effects ADDS = new Effects(false, false, false, false);

    private static final Map<String, Effects> EFFECTS = Map.ofEntries(
            entry("list_agents", Effects.READS),
            entry("list_phone_numbers", Effects.READS),
            entry("start_outbound_call", DIALS),
            entry("start_web_call", new Effects(false, false, false, true)),
            entry("wait_for_call", Effects.READS_UNTRUSTED_TEXT),
            entry("get_call", Effects.READS_UNTRUSTED_TEXT),
            entry("chat_with_agent", new Effects(false, false, false, true)),
            entry("list_calls", Effects.READS_UNTRUSTED_TEXT),
            entry("get_dashboard_stats", Effects.READS),
            entry("end_call", new Effects(false, true, true, true)),
            entry("cancel_call", new Effects(false, true, true, true)),
            entry("send_call_note", new Effects(false, false, false, true)),
            entry("answer_call_question", new Effects(false, true, false, true)),
            entry("press_keys", new Effects(false, true, false, true)),
            entry("transfer_call", DIALS),
            entry("get_agent", Effects.READS),
            entry("create_agent", ADDS),
            entry("update_agent", new Effects(false, true, true, false)),
            entry("delete_agent", new Effects(false, true, true, false)),
            entry("publish_agent_version", ADDS),
            entry("test_agent", new Effects(false, false, false, true)),
            entry("get_agent_stats", Effects.READS),
            entry("get_balance", Effects.READS),
            entry("list_usage", Effects.READS),
            entry("search_numbers", Effects.READS),
            entry("buy_number", new Effects(false, true, false, false)),
            entry("list_campaigns", Effects.READS),
            entry("create_campaign", ADDS),
            entry("control_campaign", DIALS),
            entry("get_campaign_report", Effects.READS),
            entry("list_leads", Effects.READS));

    static Stream<ToolDefinition> definitions() {
        return Tools.definitions().stream();
    }

    @Test
    void theToolsAreAtMost32AndStandByToolset() {
        assertThat(Tools.definitions())
                .hasSizeLessThanOrEqualTo(32)
                .isSortedAccordingTo(Comparator.comparing(ToolDefinition::toolset));
        assertThat(definitions().map(ToolDefinition::name)).containsExactlyInAnyOrderElementsOf(EFFECTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyToolSaysWhatItDoesToTheWorld(ToolDefinition tool) {
        assertThat(tool.effects()).isEqualTo(EFFECTS.get(tool.name()));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyDescriptionSaysWhenToUseItWhenNotAndGivesAnExampleThatIsAccepted(ToolDefinition tool) throws Exception {
        assertThat(tool.name()).matches("[a-z]+(_[a-z]+)+");
        assertThat(tool.title()).isNotBlank();
        assertThat(tool.description())
                .startsWith("Use this when ")
                .contains("Not for ")
                .contains("Example: ");
        String example = tool.description().substring(tool.description().indexOf("Example: ") + 9);
        assertThatCode(() -> tool.check(JSON.readValue(example, new TypeReference<>() {})))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyArgumentIsDescribedAndBoundedAndNoOtherIsLetIn(ToolDefinition tool) {
        Map<String, Object> schema = tool.input().json();
        assertThat(schema).containsEntry("type", "object").containsEntry("additionalProperties", false);
        ((Map<?, ?>) schema.get("properties")).forEach((name, value) -> {
            Map<?, ?> property = (Map<?, ?>) value;
            assertThat(property.get("description"))
                    .as("description of %s", name)
                    .isNotNull();
            List<String> bounds = switch (property.get("type").toString()) {
                case "integer", "number" -> List.of("maximum");
                case "object" -> List.of("additionalProperties", "properties");
                case "array" -> List.of("maxItems");
                case "boolean" -> List.of("type");
                default -> List.of("enum", "pattern", "maxLength");
            };
            String description = property.get("description").toString();
            assertThat(property.keySet().stream().anyMatch(bounds::contains)
                            || description.contains(" characters.")
                            || description.contains("up to 20"))
                    .as("bounds of %s", name)
                    .isTrue();
            assertThat(property.keySet().stream().anyMatch(List.of("default", "enum")::contains)
                            || description.contains("E.g. ")
                            || description.contains("a date")
                            || description.contains("a day"))
                    .as("what %s may look like", name)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyExampleOfAnArgumentIsAllowedByItsSchema(ToolDefinition tool) {
        JsonSchemaValidator validator = new DefaultJsonSchemaValidator();
        Map<?, ?> properties = (Map<?, ?>) tool.input().json().get("properties");
        tool.input()
                .examples()
                .forEach((name, examples) -> examples.forEach(example -> assertThat(validator
                                .validate(
                                        Map.of("type", "object", "properties", Map.of(name, properties.get(name))),
                                        Map.of(name, example))
                                .valid())
                        .as("%s of %s", example, name)
                        .isTrue()));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theSchemasAreJsonSchema2020(ToolDefinition tool) {
        JsonSchemaValidator validator = new DefaultJsonSchemaValidator();
        assertThatCode(() -> validator.assertConforms("input", tool.input().json()))
                .doesNotThrowAnyException();
        assertThatCode(() -> validator.assertConforms("output", tool.output().json()))
                .doesNotThrowAnyException();
        assertThat(tool.output().json()).containsEntry("type", "object");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aToolCostsAModelNoMoreThan700Tokens(ToolDefinition tool) throws Exception {
        // all that a call can be given
        int limit = tool.name().equals("start_outbound_call") ? 900 : 700;
        assertThat(JSON.writeValueAsBytes(tool.json()).length / 4).isLessThanOrEqualTo(limit);
    }

    /** What the strict look of the MCP Inspector finds fault with. */
    @ParameterizedTest
    @MethodSource("definitions")
    void everySchemaSaysWhatItIsAndHasOneType(ToolDefinition tool) {
        assertPlain(JSON.valueToTree(tool.input().json()), "input");
        assertPlain(JSON.valueToTree(tool.output().json()), "output");
    }

    private static void assertPlain(JsonNode schema, String path) {
        assertThat(schema.isObject()).as("%s is no bare true or false", path).isTrue();
        assertThat(schema.size()).as("%s has keywords", path).isPositive();
        assertThat(schema.path("type").isArray()).as("%s has one type", path).isFalse();
        schema.path("properties").properties().forEach(field -> {
            assertPlain(field.getValue(), path + "." + field.getKey());
            assertThat(field.getValue().has("type"))
                    .as("%s.%s has a type", path, field.getKey())
                    .isTrue();
        });
        for (String keyword : List.of("items", "propertyNames")) {
            if (schema.has(keyword)) {
                assertPlain(schema.get(keyword), path + "." + keyword);
            }
        }
        schema.path("oneOf").forEach(one -> assertPlain(one, path + ".oneOf"));
        if (schema.path("additionalProperties").isObject()) {
            assertPlain(schema.get("additionalProperties"), path + ".additionalProperties");
        }
    }

    /** Icons are shown to people. */
    @Test
    void theStandardToolsTogetherCostAModelNoMoreThan6000Tokens() throws Exception {
        JsonNode list = JSON.readTree(McpManifest.json(ToolChoice.STANDARD));
        list.get("tools").forEach(tool -> ((ObjectNode) tool).remove("icons"));
        String wire = JSON.writeValueAsString(list);
        assertThat(wire.getBytes(StandardCharsets.UTF_8).length / 4).isLessThanOrEqualTo(6000);
    }
}
