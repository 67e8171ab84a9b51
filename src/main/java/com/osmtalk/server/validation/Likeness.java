package com.osmtalk.server.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which names somebody may have meant by one that is not known. */
public final class Likeness {
    private static final int OTHER_BEGINNING = 4;

    /** Two letters put in or left out, or one that is another. */
    private static final int SLIP_OF_THE_PEN = 4;

    private static final int SHORT = 5;

    private Likeness() {}

    /** The nearest first. */
    public static List<String> nearest(String name, Collection<String> known, int most) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(other -> distance(lower(name), lower(other)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** The name that was meant beyond doubt: another case, {@code snake_case}, a letter too many or too few. */
    public static Optional<String> meant(String name, Collection<String> known) {
        String bare = bare(name);
        return known.stream()
                .filter(other -> bare(other).equals(bare)
                        || bare.length() >= SHORT && distance(bare, bare(other)) <= SLIP_OF_THE_PEN)
                .min(Comparator.comparingInt(other -> distance(bare, bare(other))));
    }

    private static String bare(String name) {
        return lower(name).replaceAll("[_\\- ]", "");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein); those that begin alike are nearer. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = 2 * j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = 2 * i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 3);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 2);
            }
        }
        boolean sameBeginning = !a.isEmpty() && !b.isEmpty() && a.charAt(0) == b.charAt(0);
        return sameBeginning ? row[b.length()] : row[b.length()] + OTHER_BEGINNING;
    }
}
