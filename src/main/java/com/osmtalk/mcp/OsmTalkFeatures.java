package com.osmtalk.mcp;

import com.osmtalk.api.Version;
import com.osmtalk.mcp.prompt.Prompts;
import com.osmtalk.mcp.protocol.Caller;
import com.osmtalk.mcp.protocol.Exchange;
import com.osmtalk.mcp.protocol.Features;
import com.osmtalk.mcp.protocol.ProtocolException;
import com.osmtalk.mcp.resource.ResourceCatalogue;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Toolbox;
import com.osmtalk.mcp.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What osmTalk offers to assistants. */
final class OsmTalkFeatures implements Features {
    private final Toolbox tools;
    private final ToolCalls calls;
    private final CallerAccounts accounts;
    private final ResourceCatalogue resources = new ResourceCatalogue();
    private final Prompts prompts;
    private final Completions completions;
    private final Tasks tasks;

    OsmTalkFeatures(Toolbox tools, ToolCalls calls, CallerAccounts accounts, Clock clock) {
        this.tools = tools;
        this.calls = calls;
        this.accounts = accounts;
        this.tasks = new CallTasks(accounts);
        this.prompts = new Prompts(clock);
        this.completions = new Completions(prompts, resources, clock);
    }

    @Override
    public Map<String, Object> serverInfo() {
        return Map.of("name", "osmtalk", "title", "osmTalk phone calls", "version", Version.number());
    }

    @Override
    public String instructions(Caller caller) {
        Set<String> offered =
                offered(caller).stream().map(tool -> tool.definition().name()).collect(Collectors.toSet());
        return ServerInstructions.of(
                offered,
                prompts.list(offered).stream()
                        .map(prompt -> (String) prompt.get("name"))
                        .toList());
    }

    /** One whose options make no sense is told so when it asks for tools, and connects as one that has none. */
    private List<Tool> offered(Caller caller) {
        try {
            return chosen(caller);
        } catch (ProtocolException toldLater) {
            return tools.of(ToolChoice.STANDARD);
        }
    }

    @Override
    public Map<String, Object> capabilities() {
        return Map.of(
                "tools", Map.of(),
                "resources", Map.of("subscribe", true),
                "prompts", Map.of(),
                "completions", Map.of());
    }

    @Override
    public List<Map<String, Object>> tools(Caller caller) throws ProtocolException {
        return Tools.listed(chosen(caller).stream().map(Tool::definition).toList());
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException, InterruptedException {
        Tool tool = chosen(exchange.caller()).stream()
                .filter(one -> one.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProtocolException.noSuch("tool", name));
        return calls.call(tool, arguments, exchange).json();
    }

    /** The tools of a caller; one that was not chosen is as unknown as one that does not exist. */
    private List<Tool> chosen(Caller caller) throws ProtocolException {
        try {
            return tools.of(ToolChoice.ofHeaders(caller.options()));
        } catch (IllegalArgumentException e) {
            throw ProtocolException.invalidParams("The X-Osmtalk headers are wrong: " + e.getMessage());
        }
    }

    @Override
    public List<Map<String, Object>> resources(Caller caller) {
        return resources.list();
    }

    @Override
    public List<Map<String, Object>> resourceTemplates(Caller caller) {
        return resources.templates();
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, Exchange exchange)
            throws ProtocolException, InterruptedException {
        return resources.read(uri, accounts.of(exchange.caller()));
    }

    @Override
    public Watch watchResource(String uri, Caller caller, Runnable changed) throws ProtocolException {
        return resources.watch(uri, accounts.of(caller), changed);
    }

    @Override
    public List<Map<String, Object>> prompts(Caller caller) throws ProtocolException {
        return prompts.list(toolNames(caller));
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException {
        return prompts.get(name, arguments, toolNames(exchange.caller()));
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference, String argument, String begun, Map<String, Object> known, Exchange exchange)
            throws ProtocolException, InterruptedException {
        return completions.complete(reference, argument, begun, accounts.of(exchange.caller()));
    }

    @Override
    public Optional<Tasks> tasks() {
        return Optional.of(tasks);
    }

    private Set<String> toolNames(Caller caller) throws ProtocolException {
        return tools(caller).stream().map(tool -> (String) tool.get("name")).collect(Collectors.toSet());
    }
}
