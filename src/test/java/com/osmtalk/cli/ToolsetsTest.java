package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.mcp.ToolNames;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.TestServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The choice of tools over real transports: what is not chosen is neither listed nor can it be called. */
class ToolsetsTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    private Map<String, String> environment(String... variables) {
        Map<String, String> environment =
                new HashMap<>(Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return environment;
    }

    @Test
    void theVariablesChooseOverStdio() {
        try (StdioProgram program = StdioProgram.start(environment(
                "OSMTALK_TOOLSETS",
                "insight",
                "OSMTALK_TOOLS",
                "get_balance",
                "OSMTALK_EXCLUDE_TOOLS",
                "list_calls"))) {
            assertThat(program.client().listTools().tools())
                    .extracting(Tool::name)
                    .containsExactly("get_dashboard_stats", "get_balance");
            assertThat(program.client()
                            .callTool(CallToolRequest.builder("get_balance")
                                    .arguments(Map.of())
                                    .build())
                            .isError())
                    .isFalse();
            assertThatThrownBy(() -> program.client()
                            .callTool(CallToolRequest.builder("list_calls")
                                    .arguments(Map.of())
                                    .build()))
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("no tool list_calls");
        }
    }

    @Test
    void readOnlyTakesAwayAllThatChangesAnythingOverStdio() {
        try (StdioProgram program =
                StdioProgram.start(environment("OSMTALK_TOOLSETS", "all", "OSMTALK_READ_ONLY", "true"))) {
            List<Tool> tools = program.client().listTools().tools();
            assertThat(tools).extracting(Tool::name).isEqualTo(ToolNames.readOnly());
            assertThat(tools.stream().map(tool -> tool.annotations().readOnlyHint()))
                    .containsOnly(true);
            assertThatThrownBy(() -> program.client()
                            .callTool(CallToolRequest.builder("start_outbound_call")
                                    .arguments(Map.of("agent", "Appointment reminder", "to", "+12025550100"))
                                    .build()))
                    .isInstanceOf(McpError.class);
        }
    }

    @Test
    void anUnknownNameInAVariableIsToldInEveryAnswer() {
        try (StdioProgram program = StdioProgram.start(environment("OSMTALK_TOOLSETS", "calls,everything"))) {
            assertThat(program.call("list_agents", Map.of()).toString())
                    .contains("OSMTALK_TOOLSETS", "everything", "calls, insight, manage, campaigns, all");
        }
    }

    @Test
    void anUnknownNameInAnOptionEndsTheProgramAtItsStart() {
        try (Program program = Program.start(environment(), "mcp", "--tools", "dial")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.err()).singleElement().asString().contains("dial", "start_outbound_call");
        }
    }

    @Test
    void headersChooseOverHttp() {
        try (AccountBench bench = new AccountBench(server, ToolChoice.of(null, null, "buy_number", false));
                Client standard = bench.client(server.key());
                Client manager = bench.client(server.key(), "X-Osmtalk-Toolsets", "manage");
                Client reader = bench.client(server.key(), "X-Osmtalk-Toolsets", "all", "X-Osmtalk-Read-Only", "true");
                Client wrong = bench.client(server.key(), "X-Osmtalk-Tools", "get_balance,dial")) {
            assertThat(standard.tools()).isEqualTo(ToolNames.standard()).doesNotContain("get_balance");
            assertThatThrownBy(() -> standard.good("get_balance", Map.of())).isInstanceOf(McpError.class);
            assertThat(manager.tools())
                    .containsExactlyElementsOf(ToolNames.of(Toolset.MANAGE).stream()
                            .filter(name -> !name.equals("buy_number"))
                            .toList());
            manager.good("get_balance", Map.of());
            assertThat(reader.tools())
                    .isEqualTo(ToolNames.readOnly())
                    .contains("list_campaigns")
                    .doesNotContain("chat_with_agent");
            assertThatThrownBy(() -> reader.good("create_agent", Map.of("name", "X")))
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("no tool create_agent");
            assertThatThrownBy(wrong::tools)
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("unknown tool dial; available: list_agents");
            assertThatThrownBy(() -> wrong.good("get_balance", Map.of())).isInstanceOf(McpError.class);
        }
    }
}
