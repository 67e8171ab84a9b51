package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.client.StubServer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.auth.TestAssistant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings in the dashboard: keys, the webhook, recordings, assistants; what members see; no payment provider. */
class SettingsPagesTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    @Test
    void theOverviewLeadsToEachPart() {
        dashboard.open("/settings");
        for (String part : new String[] {"API keys", "Webhook", "Connected assistants", "Recordings", "People"}) {
            dashboard.press(part);
            browser.await("document.querySelector('h1').textContent === " + Dashboard.json(part));
            browser.await("document.querySelector('.tabs [aria-current]')?.textContent === " + Dashboard.json(part));
            dashboard.press("Settings");
            browser.await("location.pathname === '/settings'");
        }
    }

    @Test
    void aKeyIsMadeUsedDisabledAndDeleted() throws Exception {
        dashboard.open("/settings/keys");
        dashboard.press("Make a key");
        dashboard.fill("Name", Dashboard.ATTACK);
        submitDialog();
        dashboard.awaitText("This key is shown once");
        String secret = browser.evaluate("document.querySelector('dialog pre').textContent");
        assertThat(secret).startsWith("osm_");
        assertThat(statusWith(secret)).isEqualTo(200);
        dashboard.press("I have copied it");
        dashboard.assertUnharmed();
        browser.await("!document.querySelector('dialog')");
        assertThat(dashboard.text()).doesNotContain(secret);

        dashboard.press("Disable " + Dashboard.ATTACK);
        dashboard.press("Enable " + Dashboard.ATTACK);
        dashboard.press("Disable " + Dashboard.ATTACK);
        dashboard.awaitText("it is refused from now on");
        browser.await("document.querySelector('td .badge.warn')");
        assertThat(statusWith(secret)).isEqualTo(401);

        dashboard.press("Edit " + Dashboard.ATTACK);
        assertThat(dashboard.field("Name")).isEqualTo(Dashboard.ATTACK);
        dashboard.fill("Name", "Reporting");
        dashboard.fill("calls", "false");
        submitDialog();
        browser.await("document.querySelector('td strong').textContent === 'Reporting'");
        assertThat(browser.evaluate("document.querySelector('tbody [data-label=\"What it opens\"]').innerText"))
                .isEqualTo("chat");

        dashboard.press("Delete Reporting");
        dashboard.awaitText("Delete Reporting?");
        dashboard.press("Delete");
        dashboard.awaitText("Reporting is deleted.");
    }

    @Test
    void aBrowserKeyNamesItsWebSitesAndAgents() {
        dashboard.open("/settings/keys");
        dashboard.press("Make a key");
        dashboard.fill("Name", "Widget");
        dashboard.fill("Kind", "browser");
        dashboard.fill("Web sites", "not a host!");
        submitDialog();
        browser.await("document.querySelector('dialog [aria-invalid=true], dialog [role=alert]')");
        assertThat(dashboard.field("Web sites")).isEqualTo("not a host!");
        dashboard.fill("Web sites", "shop.example\n*.shop.example");
        browser.evaluate("document.querySelector('dialog [name=agentIds]').click()");
        submitDialog();
        dashboard.awaitText("It goes into the page of the web sites you named.");
        dashboard.press("I have copied it");
        dashboard.awaitText("on shop.example, *.shop.example");
        dashboard.awaitText("browser key");
    }

    @Test
    void theWebhookIsSetTestedAndItsDeliveriesAreSeenAndSentAgain() throws IOException {
        try (StubServer receiver = new StubServer()) {
            receiver.will(
                    StubServer.answer(500, "{\"said\": \"<img src=x onerror=1>\"}"), StubServer.answer(200, "{}"));
            dashboard.open("/settings/webhook");
            dashboard.fill("Address", "ftp://example.com");
            dashboard.press("Save");
            browser.await("document.querySelector('[name=url][aria-invalid=true]')");
            dashboard.fill("Address", receiver.url() + "/events");
            dashboard.fill("Somebody has answered call.started", "false");
            dashboard.press("Save");
            dashboard.awaitText("Saved.");
            JsonNode stored =
                    dashboard.server().api().get("/api/settings/webhook").json();
            assertThat(stored.path("url").asText()).isEqualTo(receiver.url() + "/events");
            assertThat(stored.path("events").toString()).contains("call.failed").doesNotContain("call.started");

            dashboard.press("Make a secret");
            submitDialog();
            dashboard.awaitText("This secret is shown once");
            String secret = browser.evaluate("document.querySelector('dialog pre').textContent");
            assertThat(secret).startsWith("whsec_");
            dashboard.press("I have copied it");
            dashboard.awaitText("The secret ends with " + secret.substring(secret.length() - 4));

            dashboard.press("Send a test");
            dashboard.awaitText("waiting");
            dashboard.awaitText("1 attempt");
            dashboard.press("Details");
            dashboard.awaitText("<img src=x onerror=1>");
            dashboard.press("Close");
            dashboard.press("Send again");
            dashboard.awaitText("delivered");
            dashboard.awaitText("2 attempts");
            assertThat(receiver.received())
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one.headers()).containsKey("webhook-signature"));
        }
    }

    @Test
    void recordingsNameTheAgentsThatRecord() {
        dashboard
                .server()
                .api()
                .post(
                        "/api/agents",
                        "{\"name\": " + Dashboard.json(Dashboard.ATTACK) + ", \"recordingEnabled\": true}");
        dashboard.open("/settings/recordings");
        dashboard.assertUnharmed();
    }

    @Test
    void howLongRecordingsAreKeptIsSetAndLessIsAskedAbout() {
        dashboard.open("/settings/recordings");
        assertThat(dashboard.field("Keep recordings")).isEqualTo("days");
        dashboard.fill("Days", "1.5");
        dashboard.press("Save");
        dashboard.press("Save");
        browser.await("document.querySelector('[name=keepDays][aria-invalid=true]')");
        assertThat(dashboard.field("Days")).isEqualTo("1.5");
        dashboard.fill("Days", "7");
        dashboard.press("Save");
        dashboard.awaitText("Nobody can bring them back.");
        dashboard.press("Cancel");
        assertThat(kept()).isEqualTo("{\"keepDays\":30}");
        dashboard.press("Save");
        dashboard.awaitText("Keep recordings for 7 days only?");
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        assertThat(kept()).isEqualTo("{\"keepDays\":7}");

        dashboard.fill("Keep recordings", "ever");
        dashboard.press("Save");
        browser.await("document.querySelector('[name=keep]').value === 'ever' && "
                + "!document.querySelector('[aria-busy=true]')");
        assertThat(kept()).isEqualTo("{}");
    }

    private static String kept() {
        return dashboard.server().api().get("/api/settings/recordings").json().toString();
    }

    @Test
    void aConnectedAssistantIsLimitedAndDisconnected() {
        connect(dashboard.server().token(), Dashboard.ATTACK);

        dashboard.open("/settings/assistants");
        dashboard.assertUnharmed();
        dashboard.awaitText("assistant.example");
        dashboard.awaitText("place calls that ring phones and cost money");
        dashboard.awaitText("0 of 5 calls");
        dashboard.press("Change the limits " + Dashboard.ATTACK);
        assertThat(dashboard.field("Calls a day")).isEqualTo("5");
        dashboard.fill("Calls a day", "-1");
        submitDialog();
        browser.await("document.querySelector('dialog [name=maxCallsPerDay][aria-invalid=true]')");
        dashboard.fill("Calls a day", "7");
        dashboard.fill("Spending a day, in rupees", "250.5");
        submitDialog();
        dashboard.awaitText("0 of 7 calls");
        dashboard.awaitText("₹0.00 of ₹250.50");

        dashboard.press("Disconnect " + Dashboard.ATTACK);
        dashboard.awaitText("somebody has to agree again");
        dashboard.press("Disconnect");
        dashboard.awaitText("No assistant has signed in yet");
        assertThat(dashboard
                        .server()
                        .api()
                        .get("/api/settings/connections")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void thatThereIsNoPaymentProviderIsToldBeforeAnOrder() {
        dashboard.open("/billing");
        dashboard.awaitText("this server has no payment provider");
        dashboard.awaitText("RAZORPAY_KEY_ID");
        assertThat(browser.evaluate("document.querySelectorAll('osm-top-up form').length"))
                .isEqualTo("0");
    }

    @Test
    void aMemberIsToldWhatOnlyOwnersMayChange() {
        String token = dashboard
                .server()
                .api()
                .post("/api/organization/invitations", "{\"email\": \"ravi@example.com\", \"role\": \"member\"}")
                .text("/token");
        dashboard.open("/settings");
        request(
                "/api/auth/invitations/accept",
                "{token: '" + token + "', name: 'Ravi', password: 'a password', cookie: true}");
        try {
            for (String path : new String[] {"/settings/keys", "/settings/webhook", "/billing"}) {
                dashboard.open(path);
                dashboard.awaitText("only its owners may change this");
                assertThat(dashboard.text()).doesNotContain("Make a key", "Send a test", "Continue to", "Try again");
            }
            connect(dashboard.server().token(), "Of an owner");
            connect(
                    dashboard
                            .server()
                            .api()
                            .post("/api/auth/login", "{\"email\": \"ravi@example.com\", \"password\": \"a password\"}")
                            .text("/token"),
                    "Of Ravi");
            dashboard.open("/settings/assistants");
            dashboard.awaitText("Of an owner");
            assertThat(dashboard.text())
                    .contains("you may change and disconnect the assistants that act for you")
                    .doesNotContain("Make a key", "only its owners", "Disconnect Of an owner");
            dashboard.press("Disconnect Of Ravi");
            dashboard.press("Disconnect");
            dashboard.awaitText("Of Ravi is disconnected.");
            dashboard.open("/settings/webhook");
            browser.await("document.querySelector('[name=url]').disabled");
        } finally {
            for (JsonNode left : dashboard
                    .server()
                    .api()
                    .get("/api/settings/connections")
                    .json()
                    .path("data")) {
                dashboard
                        .server()
                        .api()
                        .delete("/api/settings/connections/" + left.path("id").asText());
            }
            request(
                    "/api/auth/login",
                    "{email: '" + Dashboard.ADMIN + "', password: '" + TestServer.ADMIN_PASSWORD + "', cookie: true}");
        }
    }

    /** As somebody agrees to what an assistant of this name asks for. */
    private static void connect(String person, String name) {
        TestAssistant stranger = TestAssistant.registered(dashboard.server().url(), person);
        TestAssistant assistant = stranger.as(TestAssistant.json(stranger.register("{\"client_name\": "
                        + Dashboard.json(name) + ", \"redirect_uris\": [\"" + TestAssistant.CALLBACK
                        + "\"], \"token_endpoint_auth_method\": \"none\"}"))
                .path("client_id")
                .asText());
        assistant.tokens("calls:read calls:write", "{\"maxCallsPerDay\": 5}");
    }

    /** Sent by the page: whoever the answer's cookie is for is signed in from now on. */
    private void request(String path, String body) {
        assertThat(browser.evaluate("fetch('" + path + "', {method: 'POST', body: JSON.stringify(" + body
                        + "), headers: {'Content-Type': 'application/json', 'X-OsmTalk-Request': '1'}})"
                        + ".then((answer) => String(answer.ok))"))
                .isEqualTo("true");
    }

    private void submitDialog() {
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
    }

    private int statusWith(String key) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.server().url() + "/api/agents"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
