package com.osmtalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.guard.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead to what is there, and leave out no code that a reader might look up. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Path TROUBLESHOOTING = Path.of("docs/how-to/troubleshooting.md");
    private static final int FIRST_SCREEN = 1_200;

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> examples = Files.walk(Path.of("examples"), 2)) {
            return Stream.of(top, docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndAHeading(Path document) {
        String text = read(document);
        assertThat(LINK.matcher(text).results().map(link -> link.group(1)))
                .filteredOn(link -> !link.contains("://"))
                .allSatisfy(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? document
                            : document.resolveSibling(parts[0]).normalize();
                    assertThat(target).exists();
                    if (parts.length == 2) {
                        assertThat(headings(target)).contains(parts[1]);
                    }
                });
    }

    @Test
    void readmeIsOneScreen() {
        assertThat(read(Path.of("README.md")).split("\\s+")).hasSizeLessThanOrEqualTo(FIRST_SCREEN);
    }

    @Test
    void theIndexLeadsToEveryDocument() throws IOException {
        String index = read(Path.of("docs/README.md"));
        assertThat(documents())
                .filteredOn(document -> document.startsWith("docs") && !document.endsWith("README.md"))
                .allSatisfy(document -> assertThat(index)
                        .contains("("
                                + Path.of("docs")
                                        .relativize(document)
                                        .toString()
                                        .replace('\\', '/') + ")"));
    }

    @Test
    void everyRefusalOfTheGuardIsExplained() {
        assertThat(RefusalCode.values()).allSatisfy(code -> assertExplained(code.code()));
    }

    @Test
    void everyFailureReasonOfACallIsExplained() {
        assertThat(FailureReason.values())
                .allSatisfy(reason -> assertExplained(Json.MAPPER.convertValue(reason, String.class)));
    }

    @Test
    void everyErrorCodeOfTheContractIsExplained() {
        String contract = read(Path.of("openapi.yaml"));
        Stream<String> ofExamples = matches(contract, "\\n            code: ([a-z_]+)\\b");
        Stream<String> ofConflicts =
                matches(contract, "Other codes:\\s([^.]+)\\.").flatMap(sentence -> matches(sentence, "`([a-z_]+)`"));
        assertThat(Stream.concat(ofExamples, ofConflicts).distinct())
                .contains("not_found", "call_elsewhere")
                .allSatisfy(DocumentationTest::assertExplained);
    }

    private static Stream<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    private static void assertExplained(String code) {
        assertThat(read(TROUBLESHOOTING)).contains("`" + code + "`");
    }

    /** As GitHub makes anchors of them. */
    private static List<String> headings(Path document) {
        return HEADING.matcher(read(document))
                .results()
                .map(MatchResult::group)
                .map(heading -> heading.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
