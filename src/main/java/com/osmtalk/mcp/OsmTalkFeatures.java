package com.osmtalk.mcp;

import com.osmtalk.api.Version;
import com.osmtalk.mcp.app.CallCard;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.prompt.Prompts;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.resource.ResourceCatalogue;
import com.osmtalk.mcp.tool.Icons;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Toolbox;
import com.osmtalk.mcp.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What osmTalk offers to MCP clients: tools, resources, prompts, completions and tasks, independent of protocol
 * revision and transport.
 */
final class OsmTalkFeatures implements ServerFeatures {
    private final Toolbox tools;
    private final ToolCalls calls;
    private final CallerAccounts accounts;
    private final BooleanSupplier simulated;
    private final ResourceCatalogue resources = new ResourceCatalogue();
    private final Prompts prompts;
    private final Completions completions;
    private final Tasks tasks;

    /** @param simulated whether all phone calls are known to be simulated now */
    OsmTalkFeatures(Toolbox tools, ToolCalls calls, CallerAccounts accounts, BooleanSupplier simulated, Clock clock) {
        this.tools = tools;
        this.calls = calls;
        this.accounts = accounts;
        this.simulated = simulated;
        this.tasks = new CallTasks(accounts, this::namesOffered, clock);
        this.prompts = new Prompts(clock);
        this.completions = new Completions(prompts, resources, clock);
    }

    @Override
    public Map<String, Object> serverInfo() {
        return Map.of(
                "name",
                "osmtalk",
                "title",
                "osmTalk phone calls",
                "version",
                Version.number(),
                "icons",
                Icons.ofServer());
    }

    @Override
    public String instructions(Requester requester) {
        Set<String> offered = namesOffered(requester);
        return ServerInstructions.of(
                offered,
                prompts.list(offered).stream()
                        .map(prompt -> (String) prompt.get("name"))
                        .toList(),
                simulated.getAsBoolean());
    }

    /** A client whose headers are invalid may connect and has no tools; it gets the error when it lists tools. */
    private List<Tool> offered(Requester requester) {
        try {
            return chosen(requester);
        } catch (ProtocolException toldLater) {
            return tools.of(ToolChoice.STANDARD);
        }
    }

    private Set<String> namesOffered(Requester requester) {
        return offered(requester).stream().map(tool -> tool.definition().name()).collect(Collectors.toSet());
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
    public Map<String, Object> extensions() {
        return Map.of(CallCard.EXTENSION, Map.of());
    }

    @Override
    public List<Map<String, Object>> tools(Requester requester) throws ProtocolException {
        List<Map<String, Object>> list =
                Tools.listed(chosen(requester).stream().map(Tool::definition).toList());
        return CallCard.isShownBy(requester) ? CallCard.on(list) : list;
    }

    @Override
    public Optional<String> scope(String method, Map<String, Object> params) {
        return switch (method) {
            case "tools/call" ->
                tools.all().stream()
                        .map(Tool::definition)
                        .filter(tool -> tool.name().equals(params.get("name")))
                        .findFirst()
                        .map(ToolScopes::of);
            case "resources/read",
                    "resources/subscribe",
                    "subscriptions/listen",
                    "completion/complete",
                    "tasks/get",
                    "tasks/list",
                    "tasks/result" -> Optional.of(ToolScopes.READ);
            case "tasks/update", "tasks/cancel" -> Optional.of(ToolScopes.WRITE);
            default -> Optional.empty();
        };
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException {
        Tool tool = chosen(context.requester()).stream()
                .filter(one -> one.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProtocolException.noSuch("tool", name));
        return calls.call(tool, arguments, context).json();
    }

    /** The requester's tools. One that was not chosen does not exist for it. */
    private List<Tool> chosen(Requester requester) throws ProtocolException {
        try {
            return tools.of(ToolChoice.ofHeaders(requester.options()));
        } catch (IllegalArgumentException e) {
            throw ProtocolException.invalidParams("The X-Osmtalk headers are invalid: " + e.getMessage());
        }
    }

    @Override
    public List<Map<String, Object>> resources(Requester requester) {
        return CallCard.isShownBy(requester)
                ? Stream.concat(resources.list().stream(), Stream.of(CallCard.listed()))
                        .toList()
                : resources.list();
    }

    @Override
    public List<Map<String, Object>> resourceTemplates(Requester requester) {
        return resources.templates();
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, RequestContext context)
            throws ProtocolException, InterruptedException {
        return uri.equals(CallCard.URI)
                ? List.of(CallCard.contents(toolNames(context.requester())))
                : resources.read(uri, accounts.of(context.requester()));
    }

    @Override
    public Watch watchResource(String uri, Requester requester, Runnable changed) throws ProtocolException {
        return resources.watch(uri, accounts.of(requester), changed);
    }

    @Override
    public List<Map<String, Object>> prompts(Requester requester) throws ProtocolException {
        return prompts.list(toolNames(requester));
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException {
        return prompts.get(name, arguments, toolNames(context.requester()));
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            RequestContext context)
            throws ProtocolException, InterruptedException {
        return completions.complete(reference, argument, begun, accounts.of(context.requester()));
    }

    @Override
    public Optional<Tasks> tasks() {
        return Optional.of(tasks);
    }

    private Set<String> toolNames(Requester requester) throws ProtocolException {
        return tools(requester).stream().map(tool -> (String) tool.get("name")).collect(Collectors.toSet());
    }
}
