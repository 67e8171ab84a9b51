package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbers in the dashboard: bought, connected by a trunk, checked, given to an agent, released. */
class NumberPagesTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    @Test
    void aNumberIsBoughtGivenToAnAgentAndReleased() {
        dashboard.open("/numbers");
        dashboard.press("Buy a number");
        dashboard.fill("Country", "US");
        dashboard.fill("Contains", "201");
        dashboard.press("Search");
        browser.await("document.querySelectorAll('.offers li').length > 1");
        dashboard.awaitText("They are nobody’s telephone");
        assertThat(browser.evaluate("document.querySelectorAll('.offers .badge.simulated').length"))
                .isEqualTo(browser.evaluate("document.querySelectorAll('.offers li').length"));
        String bought = browser.evaluate("document.querySelector('.offers strong').textContent");
        dashboard.press("Buy " + bought);
        dashboard.awaitText("Buy " + bought + "?");
        dashboard.awaitText("is taken from the balance now");
        dashboard.press("Buy");
        browser.await("location.pathname.startsWith('/numbers/pn_')");
        dashboard.loaded();
        dashboard.awaitText("simulated");

        dashboard.fill("Answered by", dashboard.server().agentId());
        dashboard.fill("Label", Dashboard.ATTACK);
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        JsonNode stored = number(bought);
        assertThat(stored.path("agentId").asText()).isEqualTo(dashboard.server().agentId());
        assertThat(stored.path("label").asText()).isEqualTo(Dashboard.ATTACK);

        dashboard.press("Check now");
        dashboard.awaitText("Carrier");

        dashboard.open("/numbers");
        dashboard.assertUnharmed();
        browser.await(
                "document.querySelector('a[href=\"/numbers/" + stored.path("id").asText() + "\"]')");
        dashboard.open("/numbers/" + stored.path("id").asText());
        dashboard.press("Release");
        dashboard.awaitText("Release " + bought + "?");
        dashboard.press("Release");
        browser.await("location.pathname === '/numbers'");
        assertThat(number(bought).isMissingNode()).isTrue();
    }

    @Test
    void aNumberIsConnectedByItsTrunkAndTheCheckTellsWhatToDo() {
        dashboard.open("/numbers");
        dashboard.press("Connect a number");
        dashboard.fill("Vendor", "twilio");
        dashboard.fill("Phone number", "12");
        dashboard.fill("Host", "127.0.0.1");
        dashboard.fill("When a person takes over", "refer");
        dashboard.fill("Port", "9");
        dashboard.press("Connect and check");
        browser.await("document.querySelector('dialog [name=phoneNumber][aria-invalid=true]')");
        assertThat(dashboard.field("Host")).isEqualTo("127.0.0.1");
        assertThat(dashboard.field("Codecs")).isEqualTo("pcmu, pcma");
        dashboard.fill("Codecs", "pcmu, " + Dashboard.ATTACK);
        dashboard.fill("Phone number", "+1 202 555 0191");
        dashboard.press("Connect and check");
        browser.await("document.querySelector('dialog [name=\"sip.codecs\"][aria-invalid=true]')");
        dashboard.fill("Codecs", "pcmu");
        dashboard.press("Connect and check");
        browser.await("location.pathname.startsWith('/numbers/pn_')");
        browser.await("document.querySelector('.check-lines .badge.bad')");
        assertThat(browser.evaluate("location.search")).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('.what-to-do').length"))
                .isNotEqualTo("0");
        dashboard.awaitText("127.0.0.1:9");

        dashboard.press("Change the trunk");
        assertThat(dashboard.field("Host")).isEqualTo("127.0.0.1");
        assertThat(dashboard.field("Codecs")).isEqualTo("pcmu");
        assertThat(dashboard.field("When a person takes over")).isEqualTo("refer");
        dashboard.fill("Host", " ");
        dashboard.press("Save");
        browser.await("document.querySelector('dialog [name=host][aria-invalid=true]')");
        dashboard.fill("Host", "127.0.0.1");
        dashboard.fill("User name", "osmtalk");
        dashboard.fill("Password", "hidden words");
        dashboard.press("Save");
        dashboard.awaitText("stored, never shown");
        dashboard.press("Change the trunk");
        dashboard.awaitText("A password is stored and never shown.");
        assertThat(dashboard.field("Password")).isEmpty();
        dashboard.fill("Port", "10");
        dashboard.press("Save");
        dashboard.awaitText("127.0.0.1:10");
        dashboard.awaitText("stored, never shown");
        assertThat(browser.evaluate("document.documentElement.innerHTML")).doesNotContain("hidden words");
    }

    @Test
    void aNumberThatIsNotThereSaysSo() {
        dashboard.open("/numbers/pn_01K9ZQ4T7M2X5V8B3N6C1D0EFG");
        dashboard.awaitText("There is no such number");
    }

    /** As the API lists it; missing when it doesn't. */
    private static JsonNode number(String phoneNumber) {
        for (JsonNode one : dashboard
                .server()
                .api()
                .get("/api/phone-numbers?limit=100")
                .json()
                .path("data")) {
            if (one.path("phoneNumber").asText().equals(phoneNumber)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }
}
