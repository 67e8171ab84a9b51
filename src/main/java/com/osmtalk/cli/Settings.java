package com.osmtalk.cli;

import java.io.File;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings for one run of the program, and the one way to read them. An option wins over its
 * variable; a blank value counts as not given; what can't be read ends in a {@link UsageException} whose sentence
 * begins with the setting's names.
 */
final class Settings {
    private final Function<Setting, @Nullable String> options;
    private final Environment environment;

    /** @param options what the command line says of a setting; null: nothing */
    Settings(Function<Setting, @Nullable String> options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    /** Those of a run without options. */
    static Settings of(Environment environment) {
        return new Settings(setting -> null, environment);
    }

    Environment environment() {
        return environment;
    }

    /** The value that is given, without regard to defaults. */
    Optional<String> given(Setting setting) {
        String option = setting.form().option() == null ? null : options.apply(setting);
        return option == null || option.isBlank() ? environment.value(setting) : Optional.of(option);
    }

    /** The value that is given, or else the default, if there is one. */
    Optional<String> find(Setting setting) {
        Optional<String> given = given(setting);
        return given.isPresent() ? given : setting.defaultValue();
    }

    /** The value of a setting that has a default. */
    String text(Setting setting) {
        return find(setting).orElseThrow();
    }

    /** A list separated by commas; empty when none is given. */
    Optional<List<String>> list(Setting setting) {
        return find(setting)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList());
    }

    /**
     * The value as {@code parse} reads it, which refuses it with an {@link IllegalArgumentException} that says "must
     * …".
     */
    <T> Optional<T> parsed(Setting setting, Function<String, T> parse) {
        Optional<String> text = find(setting);
        try {
            return text.map(parse);
        } catch (IllegalArgumentException e) {
            throw new UsageException(setting + " " + e.getMessage(), e);
        }
    }

    boolean isTrue(Setting setting) {
        return parsed(setting, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("must be true or false, not \"" + text + "\"");
                })
                .orElseThrow();
    }

    /** An integer of at least {@code min}. */
    int integer(Setting setting, int min) {
        return integer(setting, min, Integer.MAX_VALUE).orElseThrow();
    }

    /** An integer in a range, both ends included; empty when none is given and there is no default. */
    Optional<Integer> integer(Setting setting, int min, int max) {
        return parsed(setting, text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException notAnInteger) {
                // refused like one outside the range
            }
            throw new IllegalArgumentException("must be an integer "
                    + (max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max) + ", not \""
                    + text + "\"");
        });
    }

    /**
     * A file or folder. The tilde is the user's own folder also where no shell has replaced it.
     *
     * @throws UsageException for what can be no path here
     */
    Optional<Path> path(Setting setting) {
        return parsed(setting, text -> {
            try {
                boolean inUserFolder = text.startsWith("~/") || text.startsWith("~" + File.separator);
                return inUserFolder ? environment.userFolder().resolve(text.substring(2)) : Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(
                        "is no path that Java can use here (" + e.getReason() + "): "
                                + e.getInput()
                                + ". For other letters than ASCII it needs a locale such as LC_ALL=C.UTF-8,"
                                + " which ./osmtalk sees to",
                        e);
            }
        });
    }

    /** An http or https address that paths can be added to. */
    Optional<URI> webAddress(Setting setting) {
        return find(setting).map(text -> WebAddress.of(setting.toString(), text.replaceAll("/+$", "")));
    }
}
