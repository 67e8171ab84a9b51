package com.osmtalk.mcp;

import com.osmtalk.api.Version;
import com.osmtalk.mcp.protocol.Caller;
import com.osmtalk.mcp.protocol.Exchange;
import com.osmtalk.mcp.protocol.Features;
import com.osmtalk.mcp.protocol.ProtocolException;
import com.osmtalk.mcp.tool.Tool;
import com.osmtalk.mcp.tool.ToolAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What osmTalk offers to assistants. */
final class OsmTalkFeatures implements Features {
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final ToolCalls calls;

    OsmTalkFeatures(List<Tool> tools, ToolCalls calls) {
        tools.forEach(tool -> this.tools.put(tool.definition().name(), tool));
        this.calls = calls;
    }

    @Override
    public Map<String, Object> serverInfo() {
        return Map.of("name", "osmtalk", "title", "osmTalk phone calls", "version", Version.number());
    }

    @Override
    public String instructions() {
        return Manual.TEXT;
    }

    @Override
    public Map<String, Object> capabilities() {
        return Map.of("tools", Map.of());
    }

    @Override
    public List<Map<String, Object>> tools(Caller caller) {
        return tools.values().stream().map(tool -> tool.definition().json()).toList();
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException, InterruptedException {
        Tool tool = tools.get(name);
        if (tool == null) {
            throw ProtocolException.noSuch("tool", name);
        }
        ToolAnswer answer = calls.run(tool, arguments, exchange);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("content", List.of(Map.of("type", "text", "text", answer.text())));
        result.put("structuredContent", answer.structured());
        result.put("isError", answer.isError());
        return result;
    }

    @Override
    public List<Map<String, Object>> resources(Caller caller) {
        return List.of();
    }

    @Override
    public List<Map<String, Object>> resourceTemplates(Caller caller) {
        return List.of();
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, Exchange exchange) {
        return List.of();
    }

    @Override
    public Watch watchResource(String uri, Caller caller, Runnable changed) throws ProtocolException {
        throw ProtocolException.noSuch("resource", uri);
    }

    @Override
    public List<Map<String, Object>> prompts(Caller caller) {
        return List.of();
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException {
        throw ProtocolException.noSuch("prompt", name);
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            Exchange exchange) {
        return Map.of("values", List.of());
    }
}
