package com.osmtalk.bench.server;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a bench prints. */
final class Report {
    private Report() {}

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** The middle one: a moment in which the machine did something else shifts it little. */
    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }
}
