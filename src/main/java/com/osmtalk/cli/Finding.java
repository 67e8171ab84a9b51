package com.osmtalk.cli;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param whatToDo null: nothing
 */
record Finding(
        boolean ok,
        String subject,
        String sentence,
        @Nullable String whatToDo) {
    static Finding ok(String subject, String sentence) {
        return new Finding(true, subject, sentence, null);
    }

    static Finding wrong(String subject, String sentence, String whatToDo) {
        return new Finding(false, subject, sentence, whatToDo);
    }
}
