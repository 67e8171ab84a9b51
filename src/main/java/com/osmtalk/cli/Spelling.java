package com.osmtalk.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
final class Spelling {
    private static final int MOST_ERRORS = 3;

    private Spelling() {}

    /** The closest of the words that there are; empty: it resembles none. Case does not count. */
    static Optional<String> closest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> errors(candidate, wanted)))
                .filter(candidate -> errors(candidate, wanted) <= allowed(candidate, wanted));
    }

    /** A third of a short word wrong makes it another. */
    private static int allowed(String candidate, String wanted) {
        return Math.min(MOST_ERRORS, Math.max(1, Math.min(candidate.length(), wanted.length()) / 3));
    }

    /** The beginning of a word counts as one error. */
    private static int errors(String candidate, String wanted) {
        String name = candidate.toLowerCase(Locale.ROOT);
        boolean begun = wanted.length() >= 3 && name.startsWith(wanted);
        return begun ? Math.min(1, distance(name, wanted)) : distance(name, wanted);
    }

    /**
     * How many letters must be put in, taken out or changed to come from one to the other (Levenshtein's distance); two
     * that changed places are one (optimal string alignment).
     */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                if (row == 0 || column == 0) {
                    steps[row][column] = row + column;
                    continue;
                }
                int same = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int least = Math.min(
                        steps[row - 1][column - 1] + same,
                        Math.min(steps[row - 1][column], steps[row][column - 1]) + 1);
                boolean swapped = row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1);
                steps[row][column] = swapped ? Math.min(least, steps[row - 2][column - 2] + 1) : least;
            }
        }
        return steps[from.length()][to.length()];
    }
}
