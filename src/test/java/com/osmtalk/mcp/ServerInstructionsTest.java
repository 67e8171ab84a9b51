package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.prompt.Prompts;
import com.osmtalk.mcp.resource.ResourceCatalogue;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerInstructionsTest {
    private static final Set<String> NO_TOOLS = Set.of("idempotency_key", "after_index", "confirmation_required");

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    /** Whole toolsets, each tool alone, and all but each; with all they change, and read-only. */
    static Stream<ToolChoice> choices() {
        List<String> names =
                Tools.definitions().stream().map(ToolDefinition::name).toList();
        return Stream.of(
                        Stream.of("", "all", "calls", "insight", "manage", "campaigns", "insight,campaigns")
                                .map(toolsets -> ToolChoice.of(toolsets, null, null, false)),
                        names.stream().map(name -> ToolChoice.of(null, name, null, false)),
                        names.stream().map(name -> ToolChoice.of("all", null, name, false)))
                .flatMap(choices -> choices)
                .flatMap(choice -> Stream.of(choice, choice.onlyReading()))
                .filter(choice -> !(choice.readOnly()
                        && choice.tools().size() == 1
                        && !reads(choice.tools().get(0))));
    }

    private static boolean reads(String name) {
        return Tools.definitions().stream()
                .anyMatch(tool -> tool.name().equals(name) && tool.effects().readOnly());
    }

    @ParameterizedTest
    @MethodSource("choices")
    void namesOnlyWhatThereIs(ToolChoice choice) {
        Set<String> tools = tools(choice);
        Set<String> known = new HashSet<>(NO_TOOLS);
        known.addAll(tools);
        known.addAll(prompts(tools));
        assertThat(names(manual(choice))).isSubsetOf(known);
    }

    /** Nor does what the tools say of themselves. */
    @ParameterizedTest
    @MethodSource("choices")
    void theToolsPointOnlyToEachOther(ToolChoice choice) {
        Set<String> missing = tools(ToolChoice.of("all", null, null, false));
        missing.removeAll(tools(choice));
        for (Map<String, Object> tool : Tools.listed(Tools.definitions(choice))) {
            assertThat((String) tool.get("description"))
                    .startsWith("Use this when")
                    .contains("Example: {");
            assertThat(names(tool.toString())).noneMatch(missing::contains);
        }
    }

    @Test
    void theRestOfWhatAToolSaysStays() {
        Map<String, Object> wait = Tools.listed(Tools.definitions(ToolChoice.of(null, "wait_for_call", null, false)))
                .get(0);
        assertThat((String) wait.get("description"))
                .contains("Use this when a call is live", "Example: {\"call_id\"")
                .doesNotContain("Not for");
        assertThat(wait.toString()).contains("description=A call_id.");
    }

    @ParameterizedTest
    @MethodSource("choices")
    void costsAModelNoMoreThan400Tokens(ToolChoice choice) {
        Set<String> tools = tools(choice);
        for (boolean simulated : List.of(true, false)) {
            String manual = ServerInstructions.of(tools, prompts(tools), simulated);
            assertThat(manual.getBytes(StandardCharsets.UTF_8).length / 4).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void whatIsSaidOfPhonesIsWhatIsKnownOfThem() {
        Set<String> tools = tools(ToolChoice.STANDARD);
        assertThat(ServerInstructions.of(tools, prompts(tools), true))
                .contains("Here they are simulated: nobody's phone rings", "start_outbound_call costs credits")
                .doesNotContain("dials");
        assertThat(ServerInstructions.of(tools, prompts(tools), false))
                .contains("Where an answer says simulated, nobody's phone rings")
                .doesNotContain("Here they are simulated", "real phone");

        ToolChoice all = ToolChoice.of("all", null, null, false);
        assertThat(dialling(Tools.definitions(all, true)))
                .hasSize(3)
                .allMatch(words -> words.contains("simulated here") && words.contains("nobody's phone rings"));
        assertThat(dialling(Tools.definitions(all, false)))
                .hasSize(3)
                .noneMatch(words -> words.contains("simulated") || words.contains("real"));
    }

    /** What the tools that make phones ring say of themselves. */
    private static List<String> dialling(List<ToolDefinition> tools) {
        return tools.stream()
                .filter(tool -> Set.of("start_outbound_call", "transfer_call", "control_campaign")
                        .contains(tool.name()))
                .map(ToolDefinition::description)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void namesEveryPromptAndWhereCallsAreRead(ToolChoice choice) {
        String manual = manual(choice);
        assertThat(names(manual)).containsAll(prompts(tools(choice)));
        new ResourceCatalogue().list().forEach(resource -> assertThat(manual).contains((String) resource.get("uri")));
        assertThat(manual).contains("osmtalk://calls/{id}/transcript", "<untrusted>");
    }

    @Test
    void tellsHowToCallWhoeverCan() {
        assertThat(manual(ToolChoice.STANDARD))
                .contains(
                        "To call somebody: start_outbound_call with a task (what to achieve), then wait_for_call"
                                + " until it says done; first list_agents only if a certain agent is to speak",
                        "start_outbound_call dials and costs money, chat_with_agent and start_web_call"
                                + " cost a little;",
                        "confirmation_required",
                        "look with list_calls number=…, or repeat start_outbound_call");
        assertThat(manual(ToolChoice.STANDARD.onlyReading()))
                .contains("No tool here can place a call", "wait_for_call answers")
                .doesNotContain("confirmation_required", "dial");
    }

    /** As every client is told it, whatever it asks of us. */
    @Test
    void isWrittenForTheToolsOfTheServer() throws Exception {
        try (OsmTalkMcp reader = OsmTalkMcp.builder(bench.client())
                        .apiKey(ToolBench.KEY)
                        .tools(ToolChoice.STANDARD.onlyReading())
                        .build();
                Lines lines = new Lines(reader)) {
            assertThat(lines.request(
                                    "initialize",
                                    Map.of(
                                            "protocolVersion",
                                            "2025-11-25",
                                            "capabilities",
                                            Map.of(),
                                            "clientInfo",
                                            Map.of("name", "test", "version", "1")))
                            .at("/result/instructions")
                            .asText())
                    .isEqualTo(manual(ToolChoice.STANDARD.onlyReading()));
        }
    }

    private static String manual(ToolChoice choice) {
        Set<String> tools = tools(choice);
        return ServerInstructions.of(tools, prompts(tools), false);
    }

    private static Set<String> tools(ToolChoice choice) {
        return Tools.definitions(choice).stream().map(ToolDefinition::name).collect(Collectors.toSet());
    }

    private static List<String> prompts(Set<String> tools) {
        List<Map<String, Object>> prompts = new Prompts(Clock.systemUTC()).list(tools);
        return prompts.stream().map(prompt -> (String) prompt.get("name")).toList();
    }

    private static List<String> names(String manual) {
        return Pattern.compile("[a-z]+(_[a-z]+)+")
                .matcher(manual)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
