package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first page: how the organisation is doing, in a chosen period. */
class HomePageTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    @Test
    void figuresAreThoseOfTheApiAndSayThatCallsWereSimulated() {
        String agent = dashboard
                .server()
                .api()
                .post("/api/agents", "{\"name\": " + Dashboard.json(Dashboard.ATTACK) + "}")
                .text("/id");
        String id = dashboard
                .server()
                .api()
                .post("/api/calls/outbound", "{\"destination\": \"+12025550105\", \"agentId\": \"" + agent + "\"}")
                .text("/callId");
        dashboard.open("/calls/" + id);
        dashboard.awaitText("Completed");

        dashboard.open("/?period=today");
        dashboard.awaitText("nobody’s phone rang");
        browser.await("document.querySelectorAll('osm-plot canvas').length >= 4");
        browser.await("/^\\d{1,2} \\p{L}+$/u.test(document.querySelector('osm-plot th[scope=row]').textContent)");
        JsonNode figures = dashboard.server().api().get("/api/dashboard").json();
        assertThat(browser.evaluate("document.querySelector('.figure .value').innerText"))
                .isEqualTo(figures.at("/calls/total").asText());
        dashboard.assertUnharmed();
    }

    @Test
    void aPeriodIsChosenAndStandsInTheAddress() {
        dashboard.open("/");
        dashboard.fill("Period", "days");
        dashboard.fill("From", "2020-01-01");
        dashboard.fill("To", "2020-01-31");
        dashboard.awaitText("No calls in this period");
        browser.await("location.search === '?period=days&from=2020-01-01&to=2020-01-31'");
        dashboard.press("First steps");
        browser.await("location.pathname === '/start'");
    }
}
