package com.osmtalk.server.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * A period in whole quarters of an hour, covered by as few slots as possible of those that finished calls are counted
 * in: days in the middle, hours around them, quarters at the ends. Slots are in UTC and days of time zones are not, but
 * every zone in use is whole quarters of an hour from UTC, so quarters compose to anybody's days.
 *
 * @param from quarters since the epoch, inclusive
 * @param to exclusive
 */
record TimeSlots(long from, long to) {
    private static final int QUARTER_MINUTES = 15;

    /** In quarters: a quarter, an hour, a day. */
    private static final int[] LENGTHS = {1, 4, 96};

    /** Neighbouring slots of one length. @param from counted by that length since the epoch, inclusive; to exclusive */
    record Range(int minutes, long from, long to) {}

    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        fill(LENGTHS.length - 1, from, to, ranges);
        return ranges;
    }

    private static void fill(int longest, long from, long to, List<Range> ranges) {
        if (from >= to) {
            return;
        }
        int length = LENGTHS[longest];
        long first = -Math.floorDiv(-from, (long) length);
        long end = Math.floorDiv(to, (long) length);
        if (first >= end) {
            fill(longest - 1, from, to, ranges);
        } else {
            fill(longest - 1, from, first * length, ranges);
            ranges.add(new Range(QUARTER_MINUTES * length, first, end));
            fill(longest - 1, end * length, to, ranges);
        }
    }
}
