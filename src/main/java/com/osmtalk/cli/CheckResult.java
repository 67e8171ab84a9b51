package com.osmtalk.cli;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param whatToDo null: nothing
 */
record CheckResult(
        boolean ok,
        String subject,
        String sentence,
        @Nullable String whatToDo) {
    static CheckResult ok(String subject, String sentence) {
        return new CheckResult(true, subject, sentence, null);
    }

    static CheckResult wrong(String subject, String sentence, String whatToDo) {
        return new CheckResult(false, subject, sentence, whatToDo);
    }
}
