package com.osmtalk.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Gives commands the options that {@link Setting} has for them, and their help the variables. All are text to picocli:
 * {@link Settings} reads them, whether they come from the command line or the environment.
 */
final class SettingOptions {
    private static final String VARIABLES = "variables";

    private SettingOptions() {}

    /** Adds them to every command of a program. */
    static void addTo(CommandLine program) {
        describeVariables(
                program.getCommandSpec(), setting -> setting.group().commands().isEmpty());
        program.getSubcommands().forEach((name, command) -> add(name, command));
    }

    private static void add(String name, CommandLine command) {
        if (!command.getSubcommands().isEmpty()) {
            command.getSubcommands().values().forEach(subcommand -> add(name, subcommand));
            return;
        }
        CommandSpec spec = command.getCommandSpec();
        readBy(name)
                .filter(setting -> setting.form().option() != null)
                .forEach(setting -> spec.addOption(option(setting)));
        describeVariables(
                spec,
                setting -> setting.group() != SettingGroup.LAUNCHER
                        && setting.group().isReadBy(name));
    }

    /** The settings that a command of this name reads. */
    private static Stream<Setting> readBy(String command) {
        return Arrays.stream(Setting.values()).filter(setting -> setting.group().isReadBy(command));
    }

    private static OptionSpec option(Setting setting) {
        Setting.Form form = setting.form();
        OptionSpec.Builder option = OptionSpec.builder(form.option())
                .paramLabel(form.label())
                .description(sentence(setting, setting.variable()));
        if (form.flag()) {
            option.type(String.class).arity("0..1").fallbackValue("true");
        } else if (form.list()) {
            option.type(List.class).auxiliaryTypes(String.class).arity("1");
        } else {
            option.type(String.class).arity("1");
        }
        return option.build();
    }

    /** What the command line says of a setting; null: nothing. */
    static @Nullable String given(Setting setting, CommandSpec command) {
        OptionSpec option = command.findOption(setting.form().option());
        if (option == null) {
            return null;
        }
        return option.getValue() instanceof List<?> values
                ? String.join(",", values.stream().map(String::valueOf).toList())
                : option.getValue();
    }

    /** A list of variables that are no options, after the options. */
    private static void describeVariables(CommandSpec command, Predicate<Setting> read) {
        UsageMessageSpec usage = command.usageMessage();
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING), VARIABLES);
        usage.sectionKeys(keys);
        usage.sectionMap().put(VARIABLES, help -> {
            Map<String, String> rows = new LinkedHashMap<>();
            Arrays.stream(Setting.values())
                    .filter(setting -> setting.form().option() == null)
                    .filter(read)
                    .forEach(setting -> rows.put("  " + setting.variable(), sentence(setting, "")));
            return rows.isEmpty()
                    ? ""
                    : "Only from the environment:" + System.lineSeparator() + help.createTextTable(rows);
        });
    }

    private static String sentence(Setting setting, String variable) {
        String meaning = plain(setting.meaning());
        String standard = setting.defaultInWords().isEmpty() ? "" : "default: " + plain(setting.defaultInWords());
        String both = Stream.of(variable, standard)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "; " + b)
                .map(part -> " (" + part + ")")
                .orElse("");
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + both + ".";
    }

    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }
}
