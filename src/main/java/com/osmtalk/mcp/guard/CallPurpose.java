package com.osmtalk.mcp.guard;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for, in a form that is equal for two calls that sound the same: see {@link SpokenForm}. Without this,
 * a model that writes a variable with one more full stop would call the same person twice.
 */
public final class CallPurpose {
    private CallPurpose() {}

    /**
     * The purpose of a call with these variables, as a fingerprint.
     *
     * @param asked the variables that the agent uses, since others are never heard; null when that is unknown
     */
    public static String of(Map<String, String> variables, @Nullable Collection<String> asked) {
        Map<String, String> heard = new TreeMap<>();
        variables.forEach((name, value) -> {
            String words = SpokenForm.of(value);
            if (!words.isEmpty() && (asked == null || asked.contains(name))) {
                heard.put(name, words);
            }
        });
        return Fingerprint.of(heard.entrySet().stream().map(Object::toString).toArray(String[]::new));
    }
}
