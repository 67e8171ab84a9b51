package com.osmtalk.server.call;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.server.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the variables of a call may look like. */
public final class DynamicVariables {
    /** Characters a value has at most. */
    public static final int VALUE_LENGTH = 4_000;

    /** What {@link #isName} asks for, in words. */
    public static final String NAME_RULE =
            "a variable's name is 1 to 64 letters, digits, _ - . and single spaces between them";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+( [A-Za-z0-9_.-]+)*");
    private static final int NAME_LENGTH = 64;
    private static final int COUNT = 100;

    private DynamicVariables() {}

    public static boolean isName(String name) {
        return name.length() <= NAME_LENGTH && NAME.matcher(name).matches();
    }

    /** @throws Problem 400 naming each variable that is off */
    static void require(@Nullable Map<String, @Nullable String> variables) {
        if (variables == null) {
            return;
        }
        List<FieldError> errors = new ArrayList<>();
        if (variables.size() > COUNT) {
            errors.add(new FieldError("dynamicVariables", "must be at most " + COUNT + " variables"));
        }
        variables.forEach((name, value) -> {
            String path = "dynamicVariables." + (name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name);
            if (!isName(name)) {
                errors.add(new FieldError(path, NAME_RULE));
            } else if (value == null || value.length() > VALUE_LENGTH) {
                errors.add(new FieldError(path, "must be text of at most " + VALUE_LENGTH + " characters"));
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
