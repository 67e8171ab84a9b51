package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.http.PrivateHosts;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that looks public and has a private address is refused when it is saved, not only when it is reached. */
class ToolHostsTest {
    /** Every name under {@code intern.example.com} is this machine; others are unknown. */
    private static final DnsResolver NAMES = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (!host.endsWith("intern.example.com")) {
                throw new UnknownHostException(host);
            }
            return new PublicAddressResolver().resolve("127.0.0.1");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    @Test
    void toolsAndServersOnSuchHostsAreRefused(@TempDir Path folder) throws Exception {
        try (Database database = TestDatabase.SQLITE.open(folder)) {
            String organization = new TestRows(database).organization("Asia/Kolkata");
            Agents agents = new Agents(
                    database,
                    new NumberingPlan(),
                    ProviderCatalogue.standard(),
                    new PrivateHosts(NAMES, Duration.ofMinutes(2)),
                    Seal.ofAFreshKey(),
                    Clock.systemUTC());
            assertThatThrownBy(() -> agents.create(organization, tool("https://crm.intern.example.com/{id}")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("tools.httpTools[0].url: must be on the public internet:"
                            + " crm.intern.example.com has a private address");
            Agent agent = agents.create(organization, tool("https://crm.example.com/{id}"));
            assertThatThrownBy(() -> agents.update(organization, agent.id(), draft("""
                            {"tools": {"mcpServers": [{"name": "crm", "url": "https://mcp.intern.example.com/mcp"}]}}
                            """)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("tools.mcpServers[0].url")
                    .hasMessageContaining("mcp.intern.example.com has a private address");
            assertThat(agents.get(organization, agent.id())).isEqualTo(agent);
            assertThat(agents.update(organization, agent.id(), draft("{\"greeting\": \"Good day\"}"))
                            .greeting())
                    .isEqualTo("Good day");
        }
    }

    private static AgentDraft tool(String url) throws JsonProcessingException {
        return draft("""
                {"name": "Reception", "tools": {"httpTools": [{"name": "find_order", "description": "Finds an order.",
                 "method": "GET", "url": "%s", "parameters": [{"name": "id", "type": "string"}]}]}}
                """.formatted(url));
    }

    private static AgentDraft draft(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, AgentDraft.class);
    }
}
