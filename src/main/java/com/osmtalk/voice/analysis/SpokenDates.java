package com.osmtalk.voice.analysis;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as they are spoken of, as a calendar has them. Only where day, month and year were all said, and can't be
 * confused: which Thursday somebody means, or whether 03/04 is in March, is for a person to read.
 */
final class SpokenDates {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first");
    private static final String NTH = "(\\d{1,2})(?:st|nd|rd|th)?|((?:twenty|thirty)?[ -]?[a-z]+(?:st|nd|rd|th))";
    private static final String MONTH = "(" + String.join("|", MONTHS) + ")[a-z]*";
    private static final String YEAR = ",? (?:of )?(\\d{4})";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?:[a-z]+day,? )?(?:the )?(?:" + NTH + ") (?:of )?" + MONTH + YEAR);
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?:[a-z]+day,? )?" + MONTH + " (?:the )?(?:" + NTH + ")" + YEAR);
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

    private SpokenDates() {}

    /** {@code 2026-12-03} of "the third of December, 2026"; the words themselves where they don't tell all of it. */
    static String calendar(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT);
        Matcher date = YEAR_FIRST.matcher(text);
        if (date.matches()) {
            return date(words, date.group(1), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
        }
        date = DAY_FIRST.matcher(text);
        if (date.matches()) {
            return date(words, date.group(4), month(date.group(3)), day(date.group(1), date.group(2)));
        }
        date = MONTH_FIRST.matcher(text);
        return date.matches()
                ? date(words, date.group(4), month(date.group(1)), day(date.group(2), date.group(3)))
                : words;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name) + 1;
    }

    private static int day(String digits, String ordinal) {
        return digits == null ? ORDINALS.indexOf(ordinal.strip().replace(' ', '-')) + 1 : Integer.parseInt(digits);
    }

    private static String date(String words, String year, int month, int day) {
        try {
            return LocalDate.of(Integer.parseInt(year), month, day).toString();
        } catch (DateTimeException noSuchDay) {
            return words;
        }
    }
}
