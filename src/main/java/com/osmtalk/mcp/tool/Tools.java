package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.tool.calls.AnswerCallQuestion;
import com.osmtalk.mcp.tool.calls.CancelCall;
import com.osmtalk.mcp.tool.calls.ChatWithAgent;
import com.osmtalk.mcp.tool.calls.EndCall;
import com.osmtalk.mcp.tool.calls.GetCall;
import com.osmtalk.mcp.tool.calls.ListAgents;
import com.osmtalk.mcp.tool.calls.ListPhoneNumbers;
import com.osmtalk.mcp.tool.calls.PressCallKeys;
import com.osmtalk.mcp.tool.calls.SendCallNote;
import com.osmtalk.mcp.tool.calls.StartOutboundCall;
import com.osmtalk.mcp.tool.calls.StartWebCall;
import com.osmtalk.mcp.tool.calls.TransferCall;
import com.osmtalk.mcp.tool.calls.WaitForCall;
import com.osmtalk.mcp.tool.campaigns.ControlCampaign;
import com.osmtalk.mcp.tool.campaigns.CreateCampaign;
import com.osmtalk.mcp.tool.campaigns.GetCampaignReport;
import com.osmtalk.mcp.tool.campaigns.ListCampaigns;
import com.osmtalk.mcp.tool.campaigns.ListLeads;
import com.osmtalk.mcp.tool.insight.GetDashboardStats;
import com.osmtalk.mcp.tool.insight.ListCalls;
import com.osmtalk.mcp.tool.manage.BuyNumber;
import com.osmtalk.mcp.tool.manage.CreateAgent;
import com.osmtalk.mcp.tool.manage.DeleteAgent;
import com.osmtalk.mcp.tool.manage.GetAgent;
import com.osmtalk.mcp.tool.manage.GetAgentStats;
import com.osmtalk.mcp.tool.manage.GetBalance;
import com.osmtalk.mcp.tool.manage.ListUsage;
import com.osmtalk.mcp.tool.manage.PublishAgentVersion;
import com.osmtalk.mcp.tool.manage.SearchNumbers;
import com.osmtalk.mcp.tool.manage.TestAgent;
import com.osmtalk.mcp.tool.manage.UpdateAgent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All tools, by toolset, in the order in which {@code tools/list} shows them: the only place that knows all four
 * toolsets. A new tool is added here.
 */
public final class Tools {
    private Tools() {}

    /**
     * @param guard for tools that dial; asked when one is called, so that the guard's settings and file are not read
     *     at the start
     * @param simulated whether all phone calls are known to be simulated now, which the tools say of themselves then;
     *     otherwise they claim nothing
     */
    public static List<Tool> all(Clock clock, Supplier<DialGuard> guard, BooleanSupplier simulated) {
        GuardedDialler dialler = new GuardedDialler(guard, clock);
        return List.of(
                new ListAgents(),
                new ListPhoneNumbers(),
                new StartOutboundCall(dialler, clock, simulated),
                new StartWebCall(),
                new WaitForCall(clock),
                new GetCall(),
                new EndCall(),
                new CancelCall(dialler),
                new SendCallNote(),
                new AnswerCallQuestion(),
                new PressCallKeys(dialler),
                new TransferCall(dialler, simulated),
                new ChatWithAgent(),
                new ListCalls(clock),
                new GetDashboardStats(clock),
                new GetAgent(),
                new CreateAgent(dialler),
                new UpdateAgent(dialler),
                new DeleteAgent(),
                new PublishAgentVersion(),
                new TestAgent(),
                new GetAgentStats(),
                new GetBalance(),
                new ListUsage(clock),
                new SearchNumbers(),
                new BuyNumber(dialler),
                new ListCampaigns(),
                new CreateCampaign(dialler, clock),
                new ControlCampaign(dialler, simulated),
                new GetCampaignReport(),
                new ListLeads());
    }

    /** The definitions of all tools. */
    public static List<ToolDefinition> definitions() {
        return definitions(ToolChoice.of(ToolChoice.ALL, null, null, false));
    }

    /** The entries of {@code tools/list} for a caller who has exactly these tools: none mentions another tool. */
    public static List<Map<String, Object>> listed(List<ToolDefinition> offered) {
        // the standard tools point to no others: of most callers nothing has to be looked through, which would delay
        // the start
        boolean standard = offered.stream().allMatch(tool -> tool.toolset().isStandard());
        Set<String> missing = definitions().stream()
                .filter(tool -> !standard || tool.toolset().isStandard())
                .map(ToolDefinition::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        offered.forEach(tool -> missing.remove(tool.name()));
        Stream<Map<String, Object>> list = offered.stream().map(Tools::drawn);
        return (missing.isEmpty() ? list : list.map(new MissingToolMentions(missing)::without)).toList();
    }

    private static Map<String, Object> drawn(ToolDefinition tool) {
        Map<String, Object> shown = new LinkedHashMap<>(tool.json());
        shown.put("icons", Icons.of(tool.toolset()));
        return shown;
    }

    /**
     * The definitions of the tools that a choice leaves.
     *
     * @throws IllegalArgumentException for an unknown tool or toolset, or when none is left
     */
    public static List<ToolDefinition> definitions(ToolChoice choice) {
        return definitions(choice, false);
    }

    /** The same, where all phone calls are known to be simulated. */
    public static List<ToolDefinition> definitions(ToolChoice choice, boolean simulated) {
        Supplier<DialGuard> unused = () -> {
            throw new IllegalStateException("only the definitions of these tools are used");
        };
        List<Tool> toLookAt = all(Clock.systemUTC(), unused, () -> simulated);
        return new Toolbox(toLookAt, choice)
                .of(ToolChoice.STANDARD).stream().map(Tool::definition).toList();
    }
}
