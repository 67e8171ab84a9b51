package com.osmtalk.cli;

import java.util.Optional;

/** The environment variables, as every setting is read from them. */
final class Environment {
    private Environment() {}

    /** A variable's value; empty when it is not set, blank, or the placeholder of a form's field that was left empty. */
    static Optional<String> value(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.startsWith("${user_config."));
    }
}
