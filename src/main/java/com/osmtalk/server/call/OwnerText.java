package com.osmtalk.server.call;

import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the person behind a call writes to its agent: one line of plain text. It stands in a transcript and in a model's
 * instructions, so that characters which nobody sees, or which turn the order of others round, are refused.
 */
final class OwnerText {
    static final int LENGTH = 500;

    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cc}&&[^\\t\\n\\r]]|[\\u202A-\\u202E\\u2066-\\u2069]" + "|[\\x{E0000}-\\x{E007F}]|\\p{Cs}");

    private OwnerText() {}

    /** @throws Problem INVALID when it is missing, blank, too long, or has such characters */
    static String require(String path, @Nullable String text) {
        FieldErrors errors = new FieldErrors();
        errors.required(path, text, LENGTH);
        if (text != null && HIDDEN.matcher(text).find()) {
            errors.add(path, "must not have control characters, or ones that change the direction of writing");
        }
        errors.refuseIfAny();
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }
}
