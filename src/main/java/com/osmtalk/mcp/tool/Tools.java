package com.osmtalk.mcp.tool;

import java.time.Clock;
import java.util.List;

/** All tools, in the order in which a model meets them. */
public final class Tools {
    private Tools() {}

    public static List<Tool> all(Clock clock) {
        return List.of(
                new ListAgents(),
                new ListPhoneNumbers(),
                new StartOutboundCall(),
                new WaitForCall(clock),
                new GetCall(),
                new ListCalls(),
                new GetDashboardStats(clock),
                new ChatWithAgent());
    }
}
