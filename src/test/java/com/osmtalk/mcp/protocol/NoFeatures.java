package com.osmtalk.mcp.protocol;

import java.util.List;
import java.util.Map;

/** A server that offers nothing; tests add what they are about. */
class NoFeatures implements Features {
    @Override
    public Map<String, Object> serverInfo() {
        return Map.of("name", "nothing", "version", "1");
    }

    @Override
    public String instructions(Caller caller) {
        return "";
    }

    @Override
    public Map<String, Object> capabilities() {
        return Map.of();
    }

    @Override
    public List<Map<String, Object>> tools(Caller caller) {
        return List.of();
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException, InterruptedException {
        throw ProtocolException.noSuch("tool", name);
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
    public List<Map<String, Object>> readResource(String uri, Exchange exchange)
            throws ProtocolException, InterruptedException {
        return List.of();
    }

    @Override
    public Watch watchResource(String uri, Caller caller, Runnable changed)
            throws ProtocolException, InterruptedException {
        return () -> {};
    }

    @Override
    public List<Map<String, Object>> prompts(Caller caller) {
        return List.of();
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, Exchange exchange)
            throws ProtocolException, InterruptedException {
        throw ProtocolException.noSuch("prompt", name);
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference, String argument, String begun, Map<String, Object> known, Exchange exchange)
            throws ProtocolException, InterruptedException {
        return Map.of("values", List.of());
    }
}
