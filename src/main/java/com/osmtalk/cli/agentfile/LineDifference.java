package com.osmtalk.cli.agentfile;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, as {@code diff -u} shows it. */
final class LineDifference {
    private static final int AROUND = 2;

    /** Above it, a middle that differs is shown as taken out and put in, without a search for what it has in common. */
    private static final long MOST_COMPARED = 4_000_000;

    private LineDifference() {}

    /** Lines that begin with a blank, a minus or a plus; empty when the texts are the same. */
    static List<String> between(String before, String after) {
        List<String> all = edits(before.lines().toList(), after.lines().toList());
        boolean[] shown = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).startsWith(" ")) {
                for (int j = Math.max(0, i - AROUND); j <= Math.min(all.size() - 1, i + AROUND); j++) {
                    shown[j] = true;
                }
            }
        }
        List<String> difference = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (shown[i]) {
                if (i > 0 && !shown[i - 1]) {
                    difference.add("  ⋮");
                }
                difference.add(all.get(i));
            }
        }
        return difference;
    }

    private static List<String> edits(List<String> before, List<String> after) {
        int same = 0;
        while (same < before.size() && same < after.size() && before.get(same).equals(after.get(same))) {
            same++;
        }
        int sameEnd = 0;
        while (sameEnd < before.size() - same
                && sameEnd < after.size() - same
                && before.get(before.size() - 1 - sameEnd).equals(after.get(after.size() - 1 - sameEnd))) {
            sameEnd++;
        }
        List<String> edits = new ArrayList<>();
        before.subList(0, same).forEach(line -> edits.add("  " + line));
        edits.addAll(
                middle(before.subList(same, before.size() - sameEnd), after.subList(same, after.size() - sameEnd)));
        before.subList(before.size() - sameEnd, before.size()).forEach(line -> edits.add("  " + line));
        return edits;
    }

    /** By the longest sequence of lines that both have. */
    private static List<String> middle(List<String> before, List<String> after) {
        List<String> edits = new ArrayList<>();
        if ((long) before.size() * after.size() > MOST_COMPARED) {
            before.forEach(line -> edits.add("- " + line));
            after.forEach(line -> edits.add("+ " + line));
            return edits;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                edits.add("  " + before.get(i));
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                edits.add("- " + before.get(i++));
            } else {
                edits.add("+ " + after.get(j++));
            }
        }
        return edits;
    }
}
