package com.osmtalk.mcp.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.resource.ResourceCatalogue;
import com.osmtalk.mcp.tool.Tools;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T20:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, Map<?, ?>> TOOLS = tools();

    /** Everything that can be filled in. */
    private static final Map<String, Map<String, Object>> FILLED = Map.of(
            "place_call",
            Map.of("number", "+12025550100", "purpose", "remind her of Tuesday", "who", "Asha", "agent", "Reminder"),
            "review_calls",
            Map.of("period", "last_30_days", "agent", "Reminder", "outcome", "failed"),
            "daily_report",
            Map.of("date", "2026-02-27"),
            "improve_agent",
            Map.of("agent", "Reminder"),
            "summarize_calls",
            Map.of("period", "today", "agent", "Reminder", "number", "+12025550100"));

    private final Prompts prompts = new Prompts(CLOCK);

    @ParameterizedTest
    @ValueSource(strings = {"place_call", "review_calls", "daily_report", "improve_agent", "summarize_calls"})
    void aPromptNamesOnlyToolsArgumentsAndResourcesThatThereAre(String name) throws Exception {
        String text = text(name, FILLED.get(name));
        Set<String> named = new HashSet<>();
        Matcher quoted = Pattern.compile("`([a-z_]+)([^`]*)`").matcher(text);
        while (quoted.find()) {
            Map<?, ?> arguments = TOOLS.get(quoted.group(1));
            assertThat(arguments).as("the tool %s", quoted.group()).isNotNull();
            Matcher filled = Pattern.compile("([a-z_]+)=").matcher(quoted.group(2));
            while (filled.find()) {
                assertThat(arguments.containsKey(filled.group(1)))
                        .as("the argument %s of %s", filled.group(1), quoted.group(1))
                        .isTrue();
            }
            named.add(quoted.group(1));
        }
        assertThat(named).isNotEmpty();
        assertThat(prompts.list(named))
                .as("listed for who has the tools it names")
                .extracting("name")
                .contains(name);
        named.forEach(tool -> {
            Set<String> others = new HashSet<>(TOOLS.keySet());
            others.remove(tool);
            assertThat(prompts.list(others)).extracting("name").doesNotContain(name);
        });
        Matcher resources = Pattern.compile("osmtalk://[a-z{}/-]+").matcher(text);
        while (resources.find()) {
            assertThat(new ResourceCatalogue().templates())
                    .extracting("uriTemplate")
                    .contains(resources.group());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"place_call", "review_calls", "daily_report", "improve_agent", "summarize_calls"})
    void whatIsFilledInIsInTheTextAndShort(String name) throws Exception {
        String text = text(name, FILLED.get(name));
        FILLED.get(name).values().stream()
                .filter(value -> !value.equals("last_30_days") && !value.equals("today"))
                .forEach(value -> assertThat(text).contains(value.toString()));
        assertThat(text.length() / 4).isLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "place_call, number",
        "place_call, purpose",
        "review_calls, period",
        "improve_agent, agent",
    })
    void whatMustBeFilledInIsNamedWhenItIsMissing(String prompt, String argument) {
        Map<String, Object> given = new HashMap<>(FILLED.get(prompt));
        given.put(argument, "  ");
        assertThatThrownBy(() -> text(prompt, given))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("needs the argument `" + argument + "`");
    }

    @Test
    void whatMayBeLeftOutMay() throws Exception {
        assertThat(text("place_call", Map.of("number", "+1", "purpose", "x")))
                .contains("Name no agent, unless I ask for one");
        assertThat(text("review_calls", Map.of("period", "today"))).doesNotContain("agent=", "status=");
        assertThat(text("daily_report", Map.of("date", ""))).contains("`get_dashboard_stats period=today`");
        assertThat(text("summarize_calls", Map.of())).contains("last 7 days");
    }

    @Test
    void aPeriodBecomesTheTimesThatListCallsTakes() throws Exception {
        assertThat(text("review_calls", Map.of("period", "yesterday")))
                .contains("`list_calls since=2026-03-01T00:00+05:30 until=2026-03-02T00:00+05:30 limit=100`");
        assertThat(text("daily_report", Map.of("date", "2026-02-27")))
                .contains("`get_dashboard_stats since=2026-02-27T00:00+05:30 until=2026-02-28T00:00+05:30`");
    }

    @ParameterizedTest
    @CsvSource({"review_calls, period, fortnight", "review_calls, outcome, busy", "daily_report, date, tomorrow"})
    void aValueThatThereIsNotIsRefusedByName(String prompt, String argument, String value) {
        Map<String, Object> given = new HashMap<>(FILLED.get(prompt));
        given.put(argument, value);
        assertThatThrownBy(() -> text(prompt, given))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("`" + argument + "` must be");
    }

    @Test
    void anArgumentThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> text("daily_report", Map.of("day", "today")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no argument `day`");
    }

    @Test
    void whoCannotCallIsNotOfferedToPlaceCalls() {
        Set<String> reading = new HashSet<>(TOOLS.keySet());
        reading.remove("start_outbound_call");
        assertThatThrownBy(() -> prompts.get("place_call", FILLED.get("place_call"), reading))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("There is no prompt place_call.");
    }

    @Test
    void anAgentsInstructionsAreReadWhereThereIsAToolForIt() throws Exception {
        assertThat(text("improve_agent", FILLED.get("improve_agent"))).contains("ask me to paste them");
        Set<String> more = new HashSet<>(TOOLS.keySet());
        more.add("get_agent");
        assertThat(prompts.get("improve_agent", FILLED.get("improve_agent"), more)
                        .toString())
                .contains("`get_agent`")
                .doesNotContain("paste");
    }

    private String text(String name, Map<String, Object> arguments) throws ProtocolException {
        Set<String> offered = TOOLS.keySet().stream()
                .filter(tool -> !tool.equals("get_agent"))
                .collect(Collectors.toSet());
        Map<?, ?> message =
                (Map<?, ?>) ((List<?>) prompts.get(name, arguments, offered).get("messages")).get(0);
        assertThat(message.get("role")).isEqualTo("user");
        return (String) ((Map<?, ?>) message.get("content")).get("text");
    }

    private static Map<String, Map<?, ?>> tools() {
        Map<String, Map<?, ?>> tools = new LinkedHashMap<>();
        Tools.definitions()
                .forEach(tool ->
                        tools.put(tool.name(), (Map<?, ?>) tool.input().json().get("properties")));
        return tools;
    }
}
