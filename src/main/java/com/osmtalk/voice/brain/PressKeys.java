package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tool with which an agent presses keys of the telephone, in the menu of a machine. */
public final class PressKeys {
    static final String NAME = "press_keys";
    static final String DESCRIPTION = "Presses keys of the telephone. Use it when an automated menu asks for a key "
            + "(press 2 for appointments): choose the one that leads to what you call about, or to a person, say "
            + "nothing, and wait for what comes next. Never press keys for a person.";
    static final String KEYS = "keys";
    static final String REFUSAL = "error: keys are 1 to 32 of 0-9, * and #";
    private static final Pattern VALID = Pattern.compile("[0-9*#]{1,32}");
    private static final String PREFIX = NAME + ": ";

    private PressKeys() {}

    /** The line of the transcript. */
    public static String line(String keys) {
        return PREFIX + keys;
    }

    /** The keys that a line of the transcript tells of. */
    static Optional<String> in(String line) {
        return line.startsWith(PREFIX) ? Optional.of(line.substring(PREFIX.length())) : Optional.empty();
    }

    /** The keys to press; null when the arguments name none that a telephone has. */
    static @Nullable String keys(ObjectNode arguments) {
        String keys = arguments.path(KEYS).asText("").replaceAll("[\\s,-]", "");
        return VALID.matcher(keys).matches() ? keys : null;
    }
}
