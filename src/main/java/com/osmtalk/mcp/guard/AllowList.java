package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.numbering.UnusableNumberException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The numbers that may be called: countries ({@code IN}), prefixes ({@code +9180}) and full numbers ({@code
 * +12025550100}). An empty list allows every number that is valid and not forbidden.
 */
public record AllowList(List<String> entries) {
    /** Allows every number that is valid and not forbidden. */
    public static final AllowList ANY = new AllowList(List.of());

    private static final String NO_COUNTRY = "";
    private static final Pattern DIGITS = Pattern.compile("\\+[1-9][0-9]{0,14}");

    /** What people write between the digits of a number, and the zero that is dialled inside its country only. */
    private static final Pattern PUNCTUATION = Pattern.compile("\\(0\\)|[\\p{Z}\\s().\\-/]|\\p{Cf}");

    /** @throws IllegalArgumentException when an entry is none of the three, or there is no entry */
    public static AllowList parse(Collection<String> texts) {
        Set<String> countries = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
        List<String> entries = texts.stream()
                .map(text -> PUNCTUATION.matcher(text).replaceAll("").toUpperCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> checked(entry, countries))
                .distinct()
                .toList();
        if (entries.isEmpty()) {
            // an empty list would allow everything, which nobody means who sets it
            throw new IllegalArgumentException("must name at least one country, prefix or number");
        }
        return new AllowList(entries);
    }

    private static String checked(String entry, Set<String> countries) {
        if (DIGITS.matcher(entry).matches() || countries.contains(entry)) {
            return entry;
        }
        throw new IllegalArgumentException(
                "must be country codes (IN), number prefixes (+91) or full numbers (+12025550100), separated by"
                        + " commas, not \"" + entry + "\"");
    }

    boolean allows(PhoneNumber number, NumberingPlan plan) {
        if (entries.isEmpty()) {
            return true;
        }
        String country = plan.country(number).orElse(NO_COUNTRY);
        return entries.stream().anyMatch(entry -> entry.equals(country) || covers(entry, number, plan));
    }

    /** Where numbers have no fixed length, a full number is also the prefix of longer ones, and means none of them. */
    private static boolean covers(String entry, PhoneNumber number, NumberingPlan plan) {
        return full(entry, plan)
                .map(full -> Subscriber.of(full).equals(Subscriber.of(number)))
                .orElseGet(() -> number.e164().startsWith(entry));
    }

    private static Optional<PhoneNumber> full(String entry, NumberingPlan plan) {
        try {
            PhoneNumber number = plan.parse(entry);
            PhoneNumber usual = PhoneNumber.of(Subscriber.of(number).key());
            return Optional.of(number).filter(full -> plan.isValid(full) || plan.isValid(usual));
        } catch (UnusableNumberException countryOrPrefix) {
            return Optional.empty();
        }
    }
}
