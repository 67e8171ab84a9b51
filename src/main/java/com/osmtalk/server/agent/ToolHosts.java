package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.http.PrivateHosts;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The one rule for an agent's tools that asks somebody else: their hosts are looked up. Apart from the other rules, as
 * nobody should wait for a name service with a row locked.
 */
final class ToolHosts {
    private final PrivateHosts hosts;

    ToolHosts(PrivateHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * Looks up the hosts of what is about to be saved.
     *
     * @throws Problem INVALID naming every URL whose host has a private address
     */
    void check(AgentDraft said) {
        AgentTools tools = said.tools();
        if (tools == null) {
            return;
        }
        Map<String, String> named = new LinkedHashMap<>();
        if (tools.httpTools() != null) {
            for (int i = 0; i < tools.httpTools().size(); i++) {
                add(
                        "tools.httpTools[" + i + "].url",
                        ToolRules.filled(tools.httpTools().get(i).url()),
                        named);
            }
        }
        if (tools.mcpServers() != null) {
            for (int i = 0; i < tools.mcpServers().size(); i++) {
                add("tools.mcpServers[" + i + "].url", tools.mcpServers().get(i).url(), named);
            }
        }
        if (named.isEmpty()) {
            return;
        }
        Set<String> refused = hosts.among(Set.copyOf(named.values()));
        FieldErrors errors = new FieldErrors();
        named.forEach((path, host) -> {
            if (refused.contains(host)) {
                errors.add(
                        path,
                        "must be on the public internet: " + host
                                + " has a private address, which no tool of an agent reaches. Give the tool a public"
                                + " address");
            }
        });
        errors.refuseIfAny();
    }

    /** What is no URL of the web, or on a host that is private by its name, is refused by the other rules. */
    private static void add(String path, String url, Map<String, String> named) {
        if (ToolRules.isHttp(url)
                && !PublicAddressResolver.isPlainlyPrivate(URI.create(url).getHost())) {
            named.put(path, URI.create(url).getHost());
        }
    }
}
