package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A number that nobody carries, since it has no trunk, calls nobody, takes no calls, and costs nothing. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NoCarrierTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> PROVIDERS = List.of("twilio", "telnyx", "plivo", "exotel");

    @RegisterExtension
    final TestServer server;

    private CheckedApi api;
    private String balance;

    NoCarrierTest(TestDatabase kind) {
        server = TestServer.create().onDatabase(kind::newUrl).withSimulator();
    }

    @BeforeEach
    void open() {
        api = server.api();
        balance = balance();
    }

    @Test
    void aNumberOfAnyOtherProviderIsKeptButSaysThatItCantCall() {
        for (int i = 0; i < PROVIDERS.size(); i++) {
            Answer provisioned = provision("+1202555012" + i, PROVIDERS.get(i));

            assertThat(provisioned.status()).isEqualTo(201);
            assertThat(provisioned.text("/simulated")).isEqualTo("false");
            assertThat(provisioned.text("/canCall")).isEqualTo("false");
        }
        assertThat(api.get("/api/widget/phone-numbers").json().findValuesAsText("canCall"))
                .containsExactly("false", "false", "false", "false", "true");
        assertThat(balance()).isEqualTo(balance);
    }

    @Test
    void itCanCallOnceItHasATrunk() {
        String id = provision("+12025550120", "plivo").text("/id");

        Answer number = api.put("/api/telephony/numbers/" + id + "/trunk", "{\"host\": \"sip.example.com\"}");

        assertThat(number.text("/canCall")).isEqualTo("true");
        assertThat(number.text("/simulated")).isEqualTo("false");
    }

    @Test
    void noRouteDialsFromIt() {
        for (int i = 0; i < PROVIDERS.size(); i++) {
            String id = provision("+1202555012" + i, PROVIDERS.get(i)).text("/id");

            for (String route : List.of("/api/calls/outbound", "/api/widget/calls/outbound")) {
                assertRefused(api.post(route, outbound(id)));
            }
        }
        assertNothingHappened();
    }

    @Test
    void aNumberIsNoLongerCalledFromWhenItsProviderChanges() {
        String number = "/api/phone-numbers/" + server.phoneNumberId();

        assertThat(api.put(number, "{\"provider\": \"plivo\"}").text("/canCall"))
                .isEqualTo("false");
        assertRefused(api.post("/api/calls/outbound", outbound(server.phoneNumberId())));
        assertNothingHappened();

        assertThat(api.put(number, "{\"provider\": \"simulated\"}").text("/simulated"))
                .isEqualTo("true");
        assertThat(api.post("/api/calls/outbound", outbound(server.phoneNumberId()))
                        .text("/simulated"))
                .isEqualTo("true");
    }

    @Test
    void aCallThatWasAskedForAsSimulatedStaysSo() {
        String number = "/api/phone-numbers/" + server.phoneNumberId();
        String call = api.post("/api/calls/outbound", outbound(server.phoneNumberId()))
                .text("/callId");

        Answer refused = api.put(number, "{\"provider\": \"sip\"}");

        assertThat(refused.code()).isEqualTo("number_in_use");
        assertThat(api.put(number, "{\"provider\": \"simulated\", \"label\": \"Desk\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/api/calls/" + call + "/end", "{}").status()).isEqualTo(200);
        Waiting.untilTrue(LIMIT, () -> api.get("/api/calls/" + call).json().has("endedAt"));
        assertThat(api.put(number, "{\"provider\": \"sip\"}").status()).isEqualTo(200);
        assertThat(api.get("/api/calls/" + call).text("/simulated")).isEqualTo("true");
    }

    @Test
    void nobodyOfTheSimulatedNetworkCallsIt() {
        String id = provision("+12025550120", "plivo").text("/id");
        api.put("/api/phone-numbers/" + id, "{\"agentId\": \"%s\"}".formatted(server.agentId()));

        assertRefused(api.post("/api/simulator/inbound", "{\"to\": \"+12025550120\", \"from\": \"+12025550142\"}"));
        assertNothingHappened();
    }

    @Test
    void aCampaignOfItIsNotStarted() {
        String campaign = campaign(provision("+12025550120", "plivo").text("/id"));

        assertRefused(api.post("/api/campaigns/" + campaign + "/start", "{}"));
        assertThat(api.get("/api/campaigns/" + campaign).text("/status")).isEqualTo("draft");
        assertThat(api.get("/api/campaigns/" + campaign).text("/simulated")).isEqualTo("false");
        assertNothingHappened();
    }

    @Test
    void aCampaignWhoseNumberHasLostItsCarrierPausesAndSaysWhy() {
        String id = provision("+12025550120", "simulated").text("/id");
        String campaign = campaign(id);
        // at once: the dialler may look at any moment
        server.database().transaction(handle -> {
            handle.execute("UPDATE phone_numbers SET provider = 'plivo' WHERE id = ?", id);
            handle.execute("UPDATE campaigns SET status = 'running' WHERE id = ?", campaign);
            return null;
        });

        api.post("/api/campaigns/" + campaign + "/leads", "{\"leads\": [{\"phoneNumber\": \"+12025550102\"}]}");

        Waiting.untilTrue(
                LIMIT,
                () -> api.get("/api/campaigns/" + campaign)
                        .text("/statusReason")
                        .equals("no_carrier"));
        assertThat(api.get("/api/campaigns/" + campaign).text("/status")).isEqualTo("paused");
        assertRefused(api.post("/api/campaigns/" + campaign + "/resume", "{}"));
        assertThat(api.get("/api/campaigns/" + campaign + "/leads").json().findValuesAsText("status"))
                .containsExactly("pending", "pending");
        assertNothingHappened();
    }

    private String campaign(String numberId) {
        String id = api.post("/api/campaigns", """
                        {"name": "Spring", "agentId": "%s", "phoneNumberId": "%s",
                         "schedule": {"timezone": "UTC", "windowStart": "00:00", "windowEnd": "24:00"}}
                        """.formatted(server.agentId(), numberId))
                .text("/id");
        api.post("/api/campaigns/" + id + "/leads", "{\"leads\": [{\"phoneNumber\": \"+12025550100\"}]}");
        return id;
    }

    private Answer provision(String number, String provider) {
        return api.post(
                "/api/telephony/numbers/provision",
                "{\"phoneNumber\": \"%s\", \"provider\": \"%s\"}".formatted(number, provider));
    }

    private String outbound(String numberId) {
        return """
                {"agentId": "%s", "phoneNumberId": "%s", "destination": "+12025550100"}
                """.formatted(server.agentId(), numberId);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("refused");
        assertThat(answer.text("/details/reason")).isEqualTo("no_carrier");
        assertThat(answer.text("/error")).contains("has no SIP trunk", "nothing was charged");
    }

    private void assertNothingHappened() {
        assertThat(api.get("/api/calls").json().path("total").asInt()).isZero();
        assertThat(balance()).isEqualTo(balance);
    }

    private String balance() {
        return api.get("/api/billing/balance").text("/total");
    }
}
