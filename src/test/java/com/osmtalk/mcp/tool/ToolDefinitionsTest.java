package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.tool.ToolDefinition.Effects;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToolDefinitionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Effects> EFFECTS = Map.of(
            "list_agents", new Effects(true, false, true, false),
            "list_phone_numbers", new Effects(true, false, true, false),
            "start_outbound_call", new Effects(false, true, false, true),
            "wait_for_call", new Effects(true, false, true, true),
            "get_call", new Effects(true, false, true, true),
            "list_calls", new Effects(true, false, true, false),
            "get_dashboard_stats", new Effects(true, false, true, false),
            "chat_with_agent", new Effects(false, false, false, true));

    static Stream<ToolDefinition> definitions() {
        return Tools.definitions().stream();
    }

    @Test
    void theEightToolsComeInTheOrderOfTheirUse() {
        assertThat(definitions().map(ToolDefinition::name))
                .containsExactly(
                        "list_agents",
                        "list_phone_numbers",
                        "start_outbound_call",
                        "wait_for_call",
                        "get_call",
                        "list_calls",
                        "get_dashboard_stats",
                        "chat_with_agent");
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
        assertThatCode(() -> tool.input().check(JSON.readValue(example, new TypeReference<>() {})))
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
                case "integer" -> List.of("maximum");
                case "object" -> List.of("maxProperties");
                default -> List.of("enum", "pattern", "maxLength");
            };
            assertThat(property.keySet().stream().anyMatch(bounds::contains))
                    .as("bounds of %s", name)
                    .isTrue();
            assertThat(property.keySet().stream().anyMatch(List.of("examples", "default", "enum")::contains))
                    .as("what %s may look like", name)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyExampleOfAnArgumentIsAllowedByItsSchema(ToolDefinition tool) {
        JsonSchemaValidator validator = new DefaultJsonSchemaValidator();
        Map<?, ?> properties = (Map<?, ?>) tool.input().json().get("properties");
        properties.forEach((name, value) -> {
            if (((Map<?, ?>) value).get("examples") instanceof List<?> examples) {
                examples.forEach(example -> assertThat(validator
                                .validate(
                                        Map.of("type", "object", "properties", Map.of(name, value)),
                                        Map.of(name, example))
                                .valid())
                        .as("%s of %s", example, name)
                        .isTrue());
            }
        });
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

    @Test
    void allToolsTogetherCostAModelNoMoreThan5000Tokens() throws Exception {
        String wire = JSON.writeValueAsString(JSON.readTree(McpManifest.json()));
        assertThat(wire.getBytes(StandardCharsets.UTF_8).length / 4).isLessThanOrEqualTo(5000);
    }
}
