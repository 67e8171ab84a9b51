package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that is made in a program, not by the command line, with rules that let nothing be changed. */
class ReadOnlyTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @TempDir
    private Path home;

    @Test
    void rulesThatAreReadOnlyLeaveOnlyToolsThatRead() throws Exception {
        try (OsmTalkMcp reader = OsmTalkMcp.builder(bench.client())
                        .apiKey(ToolBench.KEY)
                        .guard(GuardSettings.in(home).readOnly(true).build())
                        .tools(ToolChoice.of("all", null, null, false))
                        .build();
                Lines lines = new Lines(reader).initialized()) {
            assertThat(lines.request("tools/list", Map.of()).at("/result/tools"))
                    .isNotEmpty()
                    .allMatch(tool -> tool.at("/annotations/readOnlyHint").asBoolean());
            for (String tool : new String[] {"start_outbound_call", "chat_with_agent", "create_agent"}) {
                JsonNode refused = lines.request("tools/call", Map.of("name", tool, "arguments", Map.of()));
                assertThat(refused.at("/error/message").asText()).contains("no tool " + tool);
            }
        }
    }
}
