package com.osmtalk.server.validation;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.server.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a body, field by field, to refuse all of it at once. Lengths are in characters as people
 * count them (code points).
 */
public final class FieldErrors {
    private final List<FieldError> found = new ArrayList<>();

    public void add(String path, String message) {
        found.add(new FieldError(path, message));
    }

    /** A text that is required and must not be blank. */
    public void required(String path, @Nullable String text, int maxLength) {
        if (text == null || text.isBlank()) {
            add(path, "is required and must not be blank");
        } else {
            optional(path, text, maxLength);
        }
    }

    /** A text that may be absent or empty. */
    public void optional(String path, @Nullable String text, int maxLength) {
        if (text != null && text.codePointCount(0, text.length()) > maxLength) {
            add(path, String.format(Locale.ROOT, "must be at most %,d characters long", maxLength));
        }
    }

    /** @param rule the pattern in words: {@code must be …} */
    public void matches(String path, String text, Pattern pattern, String rule) {
        if (!pattern.matcher(text).matches()) {
            add(path, rule);
        }
    }

    public void range(String path, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            add(path, "must be from " + plain(min) + " to " + plain(max));
        }
    }

    /** The elements of a list that may be absent. Too many are one error, and none of them is looked at. */
    public <T> List<T> elements(String path, @Nullable List<T> list, int maxSize) {
        if (list == null) {
            return List.of();
        }
        if (list.size() > maxSize) {
            add(path, String.format(Locale.ROOT, "must have at most %,d entries", maxSize));
            return List.of();
        }
        return list;
    }

    /** @param pathOf the path of the name at an index, as a format: {@code tools.httpTools[%d].name} */
    public void unique(String pathOf, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                add(String.format(Locale.ROOT, pathOf, i), "appears more than once: " + names.get(i));
            }
        }
    }

    public Optional<FieldError> first() {
        return found.stream().findFirst();
    }

    /** @throws Problem INVALID with all errors found, if there are any */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw Problem.invalid(List.copyOf(found));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
