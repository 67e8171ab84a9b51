package com.osmtalk.mcp.protocol;

import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.List;
import java.util.Map;

/** A server that offers nothing; tests add what they are about. */
public class NoFeatures implements ServerFeatures {
    @Override
    public Map<String, Object> serverInfo() {
        return Map.of("name", "nothing", "version", "1");
    }

    @Override
    public String instructions(Requester requester) {
        return "";
    }

    @Override
    public Map<String, Object> capabilities() {
        return Map.of();
    }

    @Override
    public List<Map<String, Object>> tools(Requester requester) {
        return List.of();
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException {
        throw ProtocolException.noSuch("tool", name);
    }

    @Override
    public List<Map<String, Object>> resources(Requester requester) {
        return List.of();
    }

    @Override
    public List<Map<String, Object>> resourceTemplates(Requester requester) {
        return List.of();
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, RequestContext context)
            throws ProtocolException, InterruptedException {
        return List.of();
    }

    @Override
    public Watch watchResource(String uri, Requester requester, Runnable changed)
            throws ProtocolException, InterruptedException {
        return () -> {};
    }

    @Override
    public List<Map<String, Object>> prompts(Requester requester) {
        return List.of();
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException {
        throw ProtocolException.noSuch("prompt", name);
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            RequestContext context)
            throws ProtocolException, InterruptedException {
        return Map.of("values", List.of());
    }
}
