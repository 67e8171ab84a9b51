package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text of the dashboard is there in both languages, and no page asks for another. */
class TextsTest {
    private static final Path APP = Path.of("src/main/resources/com/osmtalk/dashboard");

    /** {@code name: {}, {@code name: 'text'}, the end of an object; quotes within a text are typographic or escaped. */
    private static final Pattern PART = Pattern.compile("""
            (?:(?<name>\\w+|'[^']+'):\\s*)?\
            (?:(?<open>\\{)|'(?<single>(?:[^'\\\\]|\\\\.)*)'|"(?<double>(?:[^"\\\\]|\\\\.)*)")\
            |(?<close>\\})""");

    private static final Pattern USED = Pattern.compile("['\"`]([a-z]\\w*(?:\\.\\w+)+)['\"`]");
    private static final Pattern COMPUTED = Pattern.compile("`([a-z]\\w*(?:\\.\\w+)*)\\.\\$\\{");
    private static final Pattern ASKED = Pattern.compile("\\bt\\(\\s*'([\\w.]+)'");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    private static Map<String, String> english;
    private static Map<String, String> hindi;
    private static String program;

    @BeforeAll
    static void read() throws IOException {
        english = texts("en");
        hindi = texts("hi");
        try (Stream<Path> files = Files.walk(APP)) {
            program = files.filter(file -> file.toString().endsWith(".js"))
                    .filter(file -> !file.getParent().endsWith("texts"))
                    .map(TextsTest::content)
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(english).hasSizeGreaterThan(50);
        assertThat(hindi.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        assertThat(english.values()).doesNotContain("");
        assertThat(hindi.values()).doesNotContain("");
    }

    @Test
    void theirPlacesAreTheSame() {
        english.forEach((key, text) ->
                assertThat(places(hindi.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }

    @Test
    void eachTextThatIsAskedForIsThere() {
        Set<String> known = new TreeSet<>(english.keySet());
        english.keySet().stream()
                .filter(key -> key.endsWith(".one"))
                .forEach(key -> known.add(key.substring(0, key.length() - ".one".length())));
        assertThat(found(ASKED))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    @Test
    void eachTextIsUsed() {
        Set<String> used = found(USED);
        Set<String> sections = found(COMPUTED);
        List<String> unused = english.keySet().stream()
                // words that any page may need, and those for values of the API, which are looked up by the value
                .filter(key -> !key.startsWith("common.") && !key.startsWith("terms."))
                .filter(key -> !used.contains(key.replaceFirst("\\.(one|other)$", "")))
                .filter(key -> sections.stream().noneMatch(section -> key.startsWith(section + ".")))
                .toList();
        assertThat(unused).isEmpty();
    }

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(program)
                .results()
                .map(one -> one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All texts of a language by their keys. */
    private static Map<String, String> texts(String language) {
        String source = content(APP.resolve("texts/" + language + ".js"));
        String object = source.substring(source.indexOf("export default {") + "export default {".length())
                .replaceAll("(?m)^\\s*//.*$", "");
        Map<String, String> texts = new TreeMap<>();
        Deque<String> within = new ArrayDeque<>();
        Matcher part = PART.matcher(object);
        while (part.find()) {
            if (part.group("close") != null) {
                within.pollLast();
                continue;
            }
            String name = String.valueOf(part.group("name")).replace("'", "");
            if (part.group("open") != null) {
                within.addLast(name);
                continue;
            }
            String text = part.group("single") == null ? part.group("double") : part.group("single");
            within.addLast(name);
            assertThat(texts.put(String.join(".", within), text))
                    .as(name + " stands twice")
                    .isNull();
            within.removeLast();
        }
        return texts;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
