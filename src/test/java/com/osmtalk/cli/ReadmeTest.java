package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.tool.ToolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** README's tables have what the program has. */
class ReadmeTest {
    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void everyStandardToolIsInTheToolsTable() {
        Matcher names = Pattern.compile("\"name\" : \"([a-z_]+)\",\\s+\"title\"")
                .matcher(McpManifest.json(ToolChoice.STANDARD));
        assertThat(names.results().map(name -> name.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(tool -> assertThat(readme).contains("| `" + tool + "` |"));
    }
}
