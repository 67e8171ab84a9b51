package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.McpManifest;
import com.osmtalk.mcp.tool.ToolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** README's tables have what the program has. */
class ReadmeTest {
    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void everyVariableOfAnOptionIsInTheConfigurationTable() {
        Set<String> variables = Arrays.stream(new Class<?>[] {
                    ServerOptions.class, ClientOptions.class, GuardOptions.class, ToolOptions.class, ServeCommand.class
                })
                .flatMap(options -> CommandLine.Model.CommandSpec.forAnnotatedObjectLenient(options).options().stream())
                .map(EnvironmentDefaults::variable)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());

        assertThat(variables)
                .hasSizeGreaterThan(10)
                .allSatisfy(variable -> assertThat(readme).contains("`" + variable + "`"));
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
