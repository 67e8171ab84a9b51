package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.prompt.Prompts;
import com.osmtalk.mcp.resource.Resources;
import com.osmtalk.mcp.tool.ToolDefinition;
import com.osmtalk.mcp.tool.Tools;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManualTest {
    private static final Set<String> TOOLS =
            Tools.definitions().stream().map(ToolDefinition::name).collect(Collectors.toSet());

    @Test
    void costsAModelNoMoreThan400Tokens() {
        assertThat(Manual.TEXT.getBytes(StandardCharsets.UTF_8).length / 4).isLessThanOrEqualTo(400);
    }

    @Test
    void namesOnlyWhatThereIs() {
        Set<String> known = new HashSet<>(TOOLS);
        new Prompts(Clock.systemUTC()).list(TOOLS).forEach(prompt -> known.add((String) prompt.get("name")));
        known.addAll(Set.of("idempotency_key", "after_index", "confirmation_required"));
        assertThat(Pattern.compile("[a-z]+(_[a-z]+)+")
                        .matcher(Manual.TEXT)
                        .results()
                        .map(match -> match.group()))
                .allMatch(known::contains);
    }

    @Test
    void namesEveryPromptAndWhereCallsAreRead() {
        new Prompts(Clock.systemUTC())
                .list(TOOLS)
                .forEach(prompt -> assertThat(Manual.TEXT).contains((String) prompt.get("name")));
        new Resources().list().forEach(resource -> assertThat(Manual.TEXT).contains((String) resource.get("uri")));
        assertThat(Manual.TEXT).contains("osmtalk://calls/{id}/transcript");
    }
}
