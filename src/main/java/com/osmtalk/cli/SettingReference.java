package com.osmtalk.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The page docs/settings.md. */
final class SettingReference {
    private static final String INTRODUCTION = """
            # Settings

            Made from the program with `./osmtalk manifest --settings > docs/settings.md`; a test fails when it is old.

            A setting is an environment variable, and most are options of the commands that read them too, such as
            `./osmtalk serve --port 8080`. An option wins over its variable, and a blank variable counts as not set.
            Secrets are read from the environment only: every user of a machine can read the command lines of its
            processes.

            An invalid value stops the command with exit code 2 and names the variable; `doctor` reports it as a
            finding. `osmtalk mcp`, as an assistant starts it, says it in the answer of every tool instead, because
            nobody sees what a program prints that an assistant has started.
            """;

    private SettingReference() {}

    /** The whole page, in Markdown. */
    static String markdown() {
        return Arrays.stream(SettingGroup.values())
                .map(SettingReference::chapter)
                .collect(Collectors.joining("\n", INTRODUCTION + "\n", ""));
    }

    private static String chapter(SettingGroup group) {
        String readers = group == SettingGroup.LAUNCHER
                ? ""
                : "Read by " + (group.commands().isEmpty() ? "every command" : listed(group)) + ".";
        String rows = Arrays.stream(Setting.values())
                .filter(setting -> setting.group() == group)
                .map(SettingReference::row)
                .collect(Collectors.joining("\n"));
        return "## " + group.title() + "\n\n" + (group.note() + " " + readers).strip() + "\n\n"
                + "| variable | option | default | what it is |\n|---|---|---|---|\n" + rows + "\n";
    }

    private static String row(Setting setting) {
        Setting.Form form = setting.form();
        String option = form.secret() ? "a secret" : form.option() == null ? "–" : "`" + form.option() + "`";
        String standard = setting.defaultInWords().isEmpty() ? "–" : setting.defaultInWords();
        return "| `" + setting.variable() + "` | " + option + " | " + standard + " | " + setting.meaning() + " |";
    }

    /** Its commands: {@code a, b and c}. */
    private static String listed(SettingGroup group) {
        String all = group.commands().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and" + all.substring(last + 1);
    }
}
