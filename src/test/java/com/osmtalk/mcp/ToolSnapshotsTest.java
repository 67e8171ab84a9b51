package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What models are told of each tool changes only where somebody sees it in a review: there is a file for each. */
class ToolSnapshotsTest {
    private static final Path FOLDER = Path.of("src/test/resources/tools");
    private static final String RENEW = "If that is meant: mvn test -Dtest=ToolSnapshotsTest -Drenew";

    static List<ToolDefinition> definitions() {
        return Tools.definitions();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theToolIsAsItsFileSays(ToolDefinition tool) throws IOException {
        Path file = FOLDER.resolve(tool.name() + ".json");
        if (System.getProperty("renew") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, snapshot(tool));
        }
        assertThat(file).as(RENEW).exists().content().isEqualTo(snapshot(tool));
    }

    @Test
    void everyFileIsOfATool() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(definitions().stream()
                            .map(tool -> tool.name() + ".json")
                            .toList());
        }
    }

    @Test
    void theReferenceIsAsTheProgramWritesIt() {
        assertThat(Path.of("docs/tools.md"))
                .as("If that is meant: ./osmtalk manifest --markdown > docs/tools.md")
                .content()
                .isEqualTo(ToolReference.markdown());
    }

    private static String snapshot(ToolDefinition tool) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return new ObjectMapper().writer(printer).writeValueAsString(tool.json()) + "\n";
    }
}
