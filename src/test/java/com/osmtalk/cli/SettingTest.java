package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The table of settings is the only place that knows them, and all that is said of settings comes from it. */
class SettingTest {
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(?:OSMTALK|OPENAI|RAZORPAY|WHATSAPP|MAX_CONCURRENT)_[A-Z_]+\\b"
                    + "|\\b(?:DEEPGRAM|ELEVENLABS)_(?:API_KEY|BASE_URL)\\b"
                    + "|\\b(?:JAVA_HOME|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)\\b");

    @Test
    void thePageOfSettingsIsMadeFromTheTable() throws IOException {
        assertThat(Files.readString(Path.of("docs/settings.md")))
                .as("after a change: ./osmtalk manifest --settings > docs/settings.md")
                .isEqualTo(SettingReference.markdown());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingIsInTheHelpOfTheCommandsThatReadItAndOfNoOthers(Setting setting) {
        CommandLine program = OsmTalkCommand.commandLine(Environment.of(Map.of()));
        String option = setting.form().option();
        for (CommandLine command : leaves(program)) {
            String name = command.getCommandSpec().qualifiedName(" ").split(" ")[1];
            boolean read = setting.group().isReadBy(name) && setting.group() != SettingGroup.LAUNCHER;
            assertThat(command.getUsageMessage().contains(setting.variable()))
                    .as(name)
                    .isEqualTo(read);
            assertThat(command.getCommandSpec().optionsMap().containsKey(String.valueOf(option)))
                    .as(name)
                    .isEqualTo(read && option != null);
        }
        if (setting.group().commands().isEmpty()) {
            assertThat(program.getUsageMessage()).contains(setting.variable());
        }
    }

    @Test
    void groupsNameCommandsThatThereAre() {
        assertThat(OsmTalkCommand.commandLine(Environment.of(Map.of()))
                        .getSubcommands()
                        .keySet())
                .containsAll(Arrays.stream(SettingGroup.values())
                        .flatMap(group -> group.commands().stream())
                        .toList());
    }

    /** Sentences, the launcher and the bundle's manifest name variables too: each must be one that there is. */
    @Test
    void everyVariableThatTheProgramNamesIsInTheTable() {
        TreeSet<String> named = new TreeSet<>();
        Stream.concat(files("src/main"), Stream.of(Path.of("osmtalk")))
                .forEach(file ->
                        VARIABLE.matcher(read(file)).results().forEach(variable -> named.add(variable.group())));

        assertThat(named)
                .containsExactlyElementsOf(new TreeSet<>(
                        Arrays.stream(Setting.values()).map(Setting::variable).toList()));
    }

    @Test
    void everySettingIsRead() {
        String commands = files("src/main/java/com/osmtalk/cli")
                .filter(file -> !file.endsWith("Setting.java"))
                .map(SettingTest::read)
                .collect(Collectors.joining());
        String launcher = read(Path.of("osmtalk"));
        assertThat(Setting.values())
                .allMatch(setting -> setting.group() == SettingGroup.LAUNCHER
                        ? launcher.contains(setting.variable())
                        : Pattern.compile("Setting\\." + setting.name() + "\\b")
                                .matcher(commands)
                                .find());
    }

    @Test
    void onlyOnePlaceAsksJavaForVariables() {
        assertThat(files("src/main").filter(file -> read(file).contains("getenv")))
                .containsExactly(Path.of("src/main/java/com/osmtalk/cli/Environment.java"));
    }

    @Test
    void aSecretHasNoOptionAndADefaultIsValid() {
        assertThat(Arrays.stream(Setting.values())
                        .filter(setting -> setting.form().secret()))
                .isNotEmpty()
                .allMatch(setting -> setting.form().option() == null);
        Settings none = Settings.of(Environment.of(Map.of()));
        new ServerOptions(none).onChosenPorts();
        new GuardOptions(none).rules(Path.of("home"));
        new ToolOptions(none).choice();
    }

    private static List<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? List.of(command)
                : command.getSubcommands().values().stream()
                        .flatMap(subcommand -> leaves(subcommand).stream())
                        .toList();
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            // one character a byte: not all resources are text
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
