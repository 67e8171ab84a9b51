package com.osmtalk.mcp.guard;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for, in a form that is equal for two calls that sound the same: see {@link SpokenForm}. Without this,
 * a model that writes a variable with one more full stop would call the same person twice.
 *
 * @param fingerprint of what is heard of it
 * @param earlier what versions before noted for it: see {@link CallFingerprints}
 */
public record CallPurpose(String fingerprint, String earlier) {
    /**
     * The purpose of a call with these variables.
     *
     * @param asked the variables that the agent uses, since others are never heard; null when that is unknown
     */
    public static CallPurpose of(Map<String, String> variables, @Nullable Collection<String> asked) {
        return new CallPurpose(
                fingerprint(variables, asked, SpokenForm::of), fingerprint(variables, asked, EarlierForm::of));
    }

    /**
     * The purpose of a call with a task, which is part of it: another task is another call.
     *
     * @param task in the words of whoever asks for the call; null: none
     */
    public static CallPurpose of(
            Map<String, String> variables, @Nullable Collection<String> asked, @Nullable String task) {
        CallPurpose ofVariables = of(variables, asked);
        return task == null
                ? ofVariables
                : new CallPurpose(
                        Fingerprint.of(ofVariables.fingerprint(), SpokenForm.of(task)),
                        Fingerprint.of(ofVariables.earlier(), SpokenForm.of(task)));
    }

    /** A purpose that depends on no variable. */
    public static CallPurpose of(String purpose) {
        return new CallPurpose(purpose, purpose);
    }

    private static String fingerprint(
            Map<String, String> variables, @Nullable Collection<String> asked, UnaryOperator<String> form) {
        Map<String, String> heard = new TreeMap<>();
        variables.forEach((name, value) -> {
            String words = form.apply(value);
            if (!words.isEmpty() && (asked == null || asked.contains(name))) {
                heard.put(name, words);
            }
        });
        return Fingerprint.of(heard.entrySet().stream().map(Object::toString).toArray(String[]::new));
    }
}
