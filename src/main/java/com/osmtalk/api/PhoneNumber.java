package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form: {@code +}, country code, subscriber number, at most 15 digits.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
 */
public record PhoneNumber(@JsonValue String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** @throws IllegalArgumentException when the text is not in E.164 form */
    @JsonCreator
    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException(
                    "must be a phone number with its country code, like +12025550100: a plus sign, the country code"
                            + " and the number, digits only");
        }
    }

    public static PhoneNumber of(String e164) {
        return new PhoneNumber(e164);
    }

    @Override
    public String toString() {
        return e164;
    }
}
