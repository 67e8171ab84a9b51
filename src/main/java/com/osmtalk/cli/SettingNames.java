package com.osmtalk.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a misspelt setting from one that is another program's. */
final class SettingNames {
    private static final Pattern OURS = Pattern.compile("(OSM_?TALK|OSM|OPENAI|RAZORPAY|WHATSAPP|MAX_CONCURRENT)_?.*");
    private static final int TYPING_ERRORS = 3;

    private SettingNames() {}

    /** The variable that an unknown one was probably meant to be; empty for one that resembles none. */
    static Optional<String> closestTo(String variable) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.group() != SettingGroup.NETWORK || looksLikeOurs(setting.variable()))
                .map(Setting::variable)
                .min(Comparator.comparingInt(known -> distance(known, variable)))
                .filter(known -> distance(known, variable) <= TYPING_ERRORS);
    }

    /** Whether it looks like a setting of this program. */
    static boolean looksLikeOurs(String variable) {
        return OURS.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }

    /** How many letters must be put in, taken out or changed to come from one to the other (Levenshtein's distance). */
    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] now = new int[to.length() + 1];
            now[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(changed, Math.min(before[column], now[column - 1]) + 1);
            }
            before = now;
        }
        return before[to.length()];
    }
}
