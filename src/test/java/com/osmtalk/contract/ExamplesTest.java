package com.osmtalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The assistant configurations can be used as they are, but for the folder. */
class ExamplesTest {
    private static final Path FOLDER = Path.of("examples");

    static List<Path> configurations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().contains("postman"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aConfigurationStartsTheMcpServerAndIsExplained(Path file) throws IOException {
        JsonNode configuration = Json.STRICT.readTree(Files.readString(file));
        String servers = file.getFileName().toString().startsWith("vscode") ? "servers" : "mcpServers";
        JsonNode server = configuration.path(servers).path("osmtalk");
        assertThat(server.path("command").asText()).isEqualTo("/path/to/osmtalk-mcp/osmtalk");
        assertThat(server.path("args").toString()).isEqualTo("[\"mcp\"]");
        assertThat(server.path("env").has("OSMTALK_API_KEY"))
                .isEqualTo(file.toString().contains("-account"));
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("`" + file.getFileName() + "`");
    }

    @Test
    void everyAssistantHasBothWays() throws IOException {
        assertThat(configurations())
                .extracting(file -> file.getFileName().toString().replaceAll("(-account)?\\.json", ""))
                .containsExactly(
                        "claude-code",
                        "claude-code",
                        "claude-desktop",
                        "claude-desktop",
                        "cursor",
                        "cursor",
                        "vscode",
                        "vscode");
    }
}
