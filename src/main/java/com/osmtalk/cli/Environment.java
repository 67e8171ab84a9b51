package com.osmtalk.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The environment variables of a run of the program; the only place that asks Java for them. */
final class Environment {
    private final Map<String, String> variables;

    private final OperatingSystem system;

    private Environment(Map<String, String> variables, OperatingSystem system) {
        this.system = system;
        if (system == OperatingSystem.WINDOWS) {
            // where PATH is called Path, and it does not matter
            this.variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            this.variables.putAll(variables);
        } else {
            this.variables = variables;
        }
    }

    /** That of this process. */
    static Environment ofProcess() {
        return new Environment(System.getenv(), OperatingSystem.current());
    }

    /** One with these variables only, for tests. */
    static Environment of(Map<String, String> variables) {
        return of(variables, OperatingSystem.current());
    }

    /** The same on another operating system. */
    static Environment of(Map<String, String> variables, OperatingSystem system) {
        return new Environment(Map.copyOf(variables), system);
    }

    /** All variables, for a program that is started with the same. */
    Map<String, String> all() {
        return variables;
    }

    /** What a setting's variable holds; empty when it is not set or blank. */
    Optional<String> value(Setting setting) {
        Optional<String> value = value(setting.variable());
        // many programs know the variables of proxies in small letters only
        return value.isEmpty() && setting.group() == SettingGroup.NETWORK
                ? value(setting.variable().toLowerCase(Locale.ROOT))
                : value;
    }

    /** The user's own folder. */
    Path userFolder() {
        // on Windows it is set by shells from elsewhere, to paths that only they understand
        Optional<String> home = system == OperatingSystem.WINDOWS ? value("USERPROFILE") : value("HOME");
        return Path.of(home.orElse(System.getProperty("user.home")));
    }

    /** Where programs keep their settings on Windows. */
    Path applicationData() {
        return value("APPDATA").map(Path::of).orElse(userFolder().resolve("AppData/Roaming"));
    }

    /** The folders in which commands are looked for, separated as this operating system does it; may be empty. */
    String path() {
        return value("PATH").orElse("");
    }

    private Optional<String> value(String variable) {
        String value = variables.getOrDefault(variable, "").strip();
        // an assistant passes the placeholder on when a field of its form was left empty
        return value.isEmpty() || value.startsWith("${user_config.") ? Optional.empty() : Optional.of(value);
    }
}
