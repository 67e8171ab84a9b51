package com.osmtalk.voice;

import java.util.Map;
import java.util.TreeMap;

/** Keys with pauses between them, such as {@code 1w4711#}, as groups to press one after the other. */
final class DialString {
    /** The pause of a {@code w}, as dialling strings have it. */
    private static final long PAUSE = 500;

    /** Enough for a key to be sent and heard. */
    private static final long KEY = 400;

    private DialString() {}

    /** The groups, by the milliseconds from now at which each begins. */
    static Map<Long, String> of(String keys) {
        Map<Long, String> groups = new TreeMap<>();
        StringBuilder group = new StringBuilder();
        long at = 0;
        long begin = 0;
        for (char key : keys.toCharArray()) {
            if (key == 'w') {
                add(groups, begin, group);
                at += PAUSE;
                begin = at;
            } else {
                group.append(key);
                at += KEY;
            }
        }
        add(groups, begin, group);
        return groups;
    }

    private static void add(Map<Long, String> groups, long begin, StringBuilder group) {
        if (!group.isEmpty()) {
            groups.put(begin, group.toString());
            group.setLength(0);
        }
    }
}
