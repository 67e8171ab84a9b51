package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.guard.DialGuard;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** All tools, in the order in which a model meets them. */
public final class Tools {
    private Tools() {}

    /** @param guard what every tool that dials has to pass; asked when one does */
    public static List<Tool> all(Clock clock, Supplier<DialGuard> guard) {
        return List.of(
                new ListAgents(),
                new ListPhoneNumbers(),
                new StartOutboundCall(new Dialler(guard, clock)),
                new WaitForCall(clock),
                new GetCall(),
                new ListCalls(),
                new GetDashboardStats(clock),
                new ChatWithAgent());
    }

    /** How all of them present themselves. */
    public static List<ToolDefinition> definitions() {
        return all(Clock.systemUTC(), () -> {
                    throw new IllegalStateException("these tools are to be looked at only");
                })
                .stream()
                .map(Tool::definition)
                .toList();
    }
}
