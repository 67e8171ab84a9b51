package com.osmtalk.numbering;

import com.osmtalk.api.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
            new Form("\\+55([1-9]{2})([6-9][0-9]{7})", "+55$19$2", "\\+55([1-9]{2})9([6-9][0-9]{7})", "+55$1$2"),
            // Mexico dialled a 1 before mobile numbers from abroad until 2019, and 044 or 045 inside
            new Form(
                    "\\+52(?:1|01|044|045)([2-9][0-9]{9})",
                    "+52$1", "\\+52([2-9][0-9]{9})", "+521$1", "+5201$1", "+52044$1", "+52045$1"),
            // Argentina wants a 9 before mobile numbers from abroad, and none inside or for texts
            new Form("\\+549([1-9][0-9]{9})", "+54$1", "\\+54([1-8][0-9]{9})", "+549$1"),
            // Benin put 01 before all numbers in 2024
            new Form("\\+229([2-9][0-9]{7})", "+22901$1", "\\+22901([2-9][0-9]{7})", "+229$1"));

    /**
     * A country's habit.
     *
     * @param other numbers that have a usual form
     * @param usual what that is
     * @param written numbers in the usual form
     * @param others the other forms of those
     */
    private record Form(Pattern other, String usual, Pattern written, List<String> others) {
        Form(String other, String usual, String written, String... others) {
            this(Pattern.compile("^" + other + "$"), usual, Pattern.compile("^" + written + "$"), List.of(others));
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

    /** All numbers that reach them, the usual one first. Not each need be a number that its country has given out. */
    public Set<PhoneNumber> numbers() {
        Set<PhoneNumber> numbers = new LinkedHashSet<>(List.of(PhoneNumber.of(key)));
        for (Form form : FORMS) {
            if (form.written().matcher(key).matches()) {
                form.others().stream()
                        .map(other -> PhoneNumber.of(form.written().matcher(key).replaceFirst(other)))
                        .forEach(numbers::add);
            }
        }
        return numbers;
    }
}
