package com.osmtalk.numbering;

import com.osmtalk.api.PhoneNumber;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whom a number reaches. In some countries one telephone is reached by several numbers, which differ by digits that
 * only some networks ask for; WhatsApp names its people by those that nobody dials any more. Who must not be called
 * must not be called by any of them.
 *
 * @param key equal for all numbers of a subscriber; for most it is their one number
 */
public record Subscriber(String key) {
    private static final List<Form> FORMS = List.of(
            // Brazil put a 9 before all mobile numbers until 2016; those begin with 6 to 9, fixed lines do not
            new Form("\\+55([1-9]{2})([6-9][0-9]{7})", "+55$19$2"),
            // Mexico dialled a 1 before mobile numbers from abroad until 2019, and 044 or 045 inside
            new Form("\\+52(?:1|01|044|045)([2-9][0-9]{9})", "+52$1"),
            // Argentina wants a 9 before mobile numbers from abroad, and none inside or for texts
            new Form("\\+549([1-9][0-9]{9})", "+54$1"),
            // Benin put 01 before all numbers in 2024
            new Form("\\+229([2-9][0-9]{7})", "+22901$1"));

    private record Form(Pattern other, String usual) {
        Form(String other, String usual) {
            this(Pattern.compile("^" + other + "$"), usual);
        }
    }

    /** @param number in canonical form */
    public static Subscriber of(PhoneNumber number) {
        String key = number.e164();
        for (Form form : FORMS) {
            key = form.other().matcher(key).replaceFirst(form.usual());
        }
        return new Subscriber(key);
    }
}
