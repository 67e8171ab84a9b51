package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders may be called anything, also where the launcher is told of no locale: an MCP client of the TypeScript SDK
 * hands on HOME, LOGNAME, PATH, SHELL, TERM and USER only.
 */
class LauncherNamesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path temporary;

    /** Without it, this test could not even name the folders. */
    @BeforeEach
    void namesAreReadAsUtf8() {
        assumeTrue(StandardCharsets.UTF_8.equals(Charset.forName(System.getProperty("sun.jnu.encoding"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen",
                "हिन्दी",
                "a b",
                "it's \"q\"",
                "$HOME `x`; & | # %20 ?",
                "back\\slash",
                "-dash",
                "(p)[q]{r}*",
                "new\nline"
            })
    void aFolderMayHaveAnyNameWithoutALocale(String name) throws Exception {
        Path program = temporary.resolve(name);
        Greeting.install(program);
        Path link = Files.createSymbolicLink(temporary.resolve("link to " + name), program.resolve("osmtalk"));

        assertThat(run(program, Map.of(), program.resolve("osmtalk"), "Grüße"))
                .isEqualTo("hello Grüße in " + program + "\n");
        assertThat(run(program, Map.of(), link, "Grüße")).isEqualTo("hello Grüße in " + program + "\n");
        assertThat(run(program, Map.of(), Path.of("./osmtalk"), "Grüße")).isEqualTo("hello Grüße in " + program + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "xx_XX.UTF-8"})
    void noLocaleAndOneThatIsNotInstalledAreTheSame(String locale) throws Exception {
        Path program = temporary.resolve("Jürgen");
        Greeting.install(program);

        for (String variable : List.of("LANG", "LC_CTYPE", "LC_ALL")) {
            assertThat(run(program, Map.of(variable, locale), program.resolve("osmtalk"), "x"))
                    .as(variable)
                    .isEqualTo("hello x in " + program + "\n");
        }
    }

    /** The archive of classes is made by a Java with next to no environment. */
    @Test
    void theQuickStartIsMadeThereToo() throws Exception {
        Path program = temporary.resolve("Jürgen");
        Greeting.install(program);
        run(program, Map.of(), program.resolve("osmtalk"), "mcp");
        Path archives = program.resolve("target/start");

        Waiting.untilTrue(LIMIT, () -> hasNote(archives));

        try (Stream<Path> made = Files.list(archives)) {
            assertThat(made.filter(file -> !file.toString().endsWith(".note"))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "emoji 😀"})
    void whatJavaCannotLoadFromIsSaid(String name) throws Exception {
        Path program = temporary.resolve(name);
        Greeting.install(program);

        assertThat(run(program, Map.of(), program.resolve("osmtalk"), "x"))
                .contains("osmtalk: Java can't load a program from a folder with", name)
                .doesNotContain("Exception");
    }

    private static boolean hasNote(Path archives) {
        try (Stream<Path> made = Files.exists(archives) ? Files.list(archives) : Stream.<Path>empty()) {
            return made.anyMatch(file -> file.toString().endsWith(".note"));
        } catch (IOException changing) {
            return false;
        }
    }

    /** Both outputs of the launcher, run in a folder. */
    private static String run(Path folder, Map<String, String> locale, Path launcher, String argument)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), argument)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(locale);
        environment.put("HOME", folder.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
