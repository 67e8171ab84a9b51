package com.osmtalk.server.call;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.Placeholders;
import com.osmtalk.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables of a call may look like. */
public final class DynamicVariables {
    /** The maximum length of a value, in characters. */
    public static final int VALUE_LENGTH = 4_000;

    /** The rule of {@link #isName} in words, for error messages. */
    public static final String NAME_RULE =
            "a variable's name must be 1 to 64 letters, digits, _, -, . or single spaces between them";

    private static final int NAME_SHOWN = 64;
    private static final int COUNT = 100;

    private DynamicVariables() {}

    public static boolean isName(String name) {
        return Placeholders.isName(name);
    }

    /** @throws Problem INVALID naming each invalid variable */
    public static void require(@Nullable Map<String, @Nullable String> variables) {
        if (variables == null) {
            return;
        }
        List<FieldError> errors = new ArrayList<>();
        if (variables.size() > COUNT) {
            errors.add(new FieldError("dynamicVariables", "must have at most " + COUNT + " variables"));
        }
        variables.forEach((name, value) -> {
            String path = "dynamicVariables." + (name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) : name);
            if (!isName(name)) {
                errors.add(new FieldError(path, NAME_RULE));
            } else if (value == null || value.length() > VALUE_LENGTH) {
                errors.add(new FieldError(path, "must be a string of at most " + VALUE_LENGTH + " characters"));
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
