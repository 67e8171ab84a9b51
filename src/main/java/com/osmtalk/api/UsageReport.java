package com.osmtalk.api;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation used and spent over a period. A call counts on the day it was made, in the organisation's time
 * zone, and from its end on; what it cost is known then.
 *
 * @param calls over all calls of the period
 * @param numbers spent on telephone numbers in the period
 * @param total spent on calls and numbers together
 * @param perDay every day of the period, also those on which nothing was used
 * @param perAgent the one on whose calls most was spent first
 */
public record UsageReport(
        Dashboard.Period period,
        Figures calls,
        Money numbers,
        Money total,
        List<Day> perDay,
        List<OfAgent> perAgent,
        List<OfChannel> perChannel) {

    /**
     * @param calls how many were spoken; what was used and spent is of the chats too
     * @param chats conversations in writing, on the web and on WhatsApp; absent: the server counts them as calls
     * @param simulated those of the calls in which nobody's phone rang; absent: the server doesn't tell
     * @param durationSeconds of the calls
     */
    public record Figures(
            long calls,
            @Nullable Long chats,
            @Nullable Long simulated,
            double durationSeconds,
            Usage usage,
            Spend spend) {}

    public record Day(LocalDate date, Figures figures) {}

    public record OfAgent(String agentId, String name, Figures figures) {}

    public record OfChannel(CallChannel channel, Figures figures) {}
}
