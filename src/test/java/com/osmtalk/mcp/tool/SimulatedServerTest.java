package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Answer;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Through the tools of the account, on the bundled server: nobody can take what was simulated for real. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedServerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Map<String, Object> VARIABLES = Map.of("first_name", "Asha", "day", "Tuesday");

    // slow enough that a call is still going on when the test does something to it
    private final TestServer server = TestServer.create().withSpeed(4);
    private AccountBench bench;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        server.open();
        bench = new AccountBench(server, ToolChoice.of("all", null, null, false));
        client = bench.client(server.key());
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        bench.close();
        server.close();
    }

    @Test
    void aCallThatIsHandedOverAndEndedIsSimulatedAllTheWay() {
        String call = inProgress();

        Answer handed = client.good("transfer_call", Map.of("call_id", call, "to", "+12025550188"));
        assertThat(handed.text()).startsWith("Simulated call: nobody's phone rings. Transferring to +12025550188");
        assertThat(handed.get("/simulated")).isEqualTo("true");
        Answer ended = client.good("end_call", Map.of("call_id", call));
        assertThat(ended.text()).contains("simulated (nobody's phone r");
        assertThat(ended.get("/simulated")).isEqualTo("true");

        Waiting.untilTrue(
                LIMIT,
                () -> client.good("get_call", Map.of("call_id", call))
                        .get("/status")
                        .equals("completed"));
        assertThat(client.good("get_agent_stats", Map.of("agent", server.agentId()))
                        .text())
                .contains("simulated (nobody's phone rang)");
        Answer usage = client.good("list_usage", Map.of());
        assertThat(usage.text()).contains("simulated (nobody's phone rang)");
        assertThat(usage.structured().at("/calls/simulated").asInt()).isPositive();
        assertThat(usage.structured().at("/per_agent/0/simulated").asInt()).isPositive();
    }

    @Test
    void aNumberThatIsBoughtIsMadeUp() {
        Answer found = client.good("search_numbers", Map.of("country", "US", "limit", 1));
        assertThat(found.text()).contains("made-up number: nobody's telephone");
        assertThat(found.get("/numbers/0/simulated")).isEqualTo("true");

        Answer bought = client.good("buy_number", Map.of("number", found.get("/numbers/0/number"), "country", "US"));

        assertThat(bought.text()).contains("It is a made-up number: nobody's telephone, and its calls are simulated.");
        assertThat(bought.get("/simulated")).isEqualTo("true");
        server.client().account().phoneNumbers().delete(bought.get("/id"));
    }

    @Test
    void aCampaignIsSimulatedFromItsDraftToItsReport() {
        Answer made = client.good(
                "create_campaign",
                Map.of(
                        "name", "Real calls",
                        "agent", server.agentId(),
                        "leads_csv", "phone,first_name,day\n+12025550101,Asha,Tuesday"));
        assertThat(made.text())
                .startsWith("\"Real calls\" (")
                .contains("draft, simulated (its calls ring nobody's phone)");
        assertThat(made.get("/simulated")).isEqualTo("true");
        Map<String, Object> id = Map.of("campaign_id", made.get("/campaign_id"));

        assertThat(client.good("get_campaign_report", id).text()).contains("simulated (its calls ring nobody's phone)");
        assertThat(client.good("get_campaign_report", id).get("/simulated")).isEqualTo("true");
        assertThat(client.good("list_campaigns", Map.of()).text())
                .contains("simulated (its calls ring nobody's phone)");
    }

    @Test
    void aCampaignOfANumberThatNothingCarriesIsNotPlanned() {
        String dead = server.client()
                .account()
                .phoneNumbers()
                .create(
                        new OwnedNumberDraft(PhoneNumber.of("+12025550155"), "Plivo", NumberProvider.PLIVO, null, null),
                        null)
                .id();
        Answer refused = client.bad(
                "create_campaign",
                Map.of(
                        "name",
                        "Dead",
                        "agent",
                        server.agentId(),
                        "from",
                        dead,
                        "leads_csv",
                        "phone,first_name,day\n+12025550101,Asha,Tuesday"));
        assertThat(refused.get("/code")).isEqualTo("no_carrier");
        server.client().account().phoneNumbers().delete(dead);
    }

    private String inProgress() {
        String id = client.good(
                        "start_outbound_call",
                        Map.of("agent", server.agentId(), "to", "+12025550100", "variables", VARIABLES))
                .get("/call_id");
        Waiting.untilTrue(
                LIMIT,
                () -> client.good("get_call", Map.of("call_id", id))
                        .get("/status")
                        .equals("in_progress"));
        return id;
    }
}
