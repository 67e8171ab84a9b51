package com.osmtalk.cli;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;

/**
 * Options are environment variables too: an option that is not given takes the value of the variable that its
 * description names in parentheses. A blank variable counts as none.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final Pattern VARIABLE = Pattern.compile("\\(([A-Z][A-Z0-9]*_[A-Z0-9_]+)[;)]");

    @Override
    public @Nullable String defaultValue(ArgSpec option) {
        return variable(option).flatMap(Environment::value).orElse(null);
    }

    /** The variable that stands for an option. */
    static Optional<String> variable(ArgSpec option) {
        // the annotation's own text: asking the option for it would ask for its default, which is being looked for
        return option.userObject() instanceof AnnotatedElement element && element.isAnnotationPresent(Option.class)
                ? named(String.join(" ", element.getAnnotation(Option.class).description()))
                : Optional.empty();
    }

    private static Optional<String> named(String description) {
        Matcher variable = VARIABLE.matcher(description);
        return variable.find() ? Optional.of(variable.group(1)) : Optional.empty();
    }
}
