package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.auth.TestAssistant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person decides about an assistant that asks, and what is connected. */
class ConnectInBrowserTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create());

    private final Browser browser = dashboard.browser();
    private TestAssistant assistant;
    private String callback;

    @BeforeEach
    void register() {
        TestServer server = dashboard.server();
        // a page of this server stands in for the assistant's: the browser must be able to get there
        callback = "http://127.0.0.1:" + server.url().getPort() + "/healthz";
        TestAssistant stranger = TestAssistant.registered(server.url(), server.token());
        String metadata = "{\"client_name\":" + Dashboard.json(Dashboard.ATTACK) + ",\"redirect_uris\":[\"" + callback
                + "\"],\"token_endpoint_auth_method\":\"none\"}";
        assistant = stranger.as(TestAssistant.json(stranger.register(metadata))
                .path("client_id")
                .asText());
    }

    private void ask(String scope) {
        Map<String, String> question = assistant.question(scope);
        question.put("redirect_uri", callback);
        browser.open(dashboard.server().url() + "/authorize?" + TestAssistant.encoded(question));
    }

    @Test
    void whoAsksAndForWhatIsShownAndAgreedTo() {
        ask("calls:read calls:write");
        dashboard.awaitText("127.0.0.1");
        dashboard.assertUnharmed();
        dashboard.awaitText("a program on this device");
        dashboard.awaitText("place calls that ring phones and cost money");
        assertThat(dashboard.text()).doesNotContain("change agents, numbers");
        dashboard.fill("Calls a day", "-1");
        dashboard.press("Connect");
        browser.await("document.querySelector('[name=maxCallsPerDay][aria-invalid=true]')");

        dashboard.fill("Calls a day", "7");
        dashboard.press("Connect");
        browser.await("location.pathname === '/healthz'");
        Map<String, String> back = TestAssistant.parameters(browser.evaluate("location.href"));
        assertThat(back).containsKeys("code").containsEntry("state", "xyz");
        assertThat(back).containsEntry("iss", dashboard.server().url().toString());
    }

    @Test
    void theOnlyOrganizationIsNamedAndAtLeastOneTickIsAskedForOnce() {
        ask("calls:read");
        dashboard.awaitText("It is connected to the organisation "
                + browser.evaluate("fetch('/api/auth/me').then((answer) => answer.json())"
                        + ".then((me) => me.organizations[0].name)"));
        browser.evaluate("document.querySelector('[name=\"calls:read\"]').click()");
        dashboard.press("Connect");
        dashboard.awaitText("Tick at least one");
        assertThat(dashboard.text()).doesNotContain("must be some of");
        assertThat(browser.evaluate("document.querySelectorAll('[role=alert], .error').length"))
                .isEqualTo("1");
    }

    @Test
    void whoDoesNotWantItTellsTheAssistant() {
        ask("calls:read");
        dashboard.press("Do not connect");
        browser.await("location.pathname === '/healthz'");
        assertThat(TestAssistant.parameters(browser.evaluate("location.href")))
                .containsEntry("error", "access_denied")
                .containsEntry("iss", dashboard.server().url().toString());
    }

    @Test
    void aQuestionThatWasOpenedInAnotherBrowserIsNotShown() {
        dashboard.open("/connect?request="
                + assistant.as(registered()).open("calls:read").request());
        dashboard.awaitText("was opened in another browser");
        assertThat(dashboard.text()).doesNotContain("Do not connect");
    }

    /** Not even by a page of the same site, which could read what is in the frame if it were there. */
    @Test
    void theDecisionIsShownInNoFrame() {
        ask("calls:read");
        dashboard.awaitText("127.0.0.1");
        String page = browser.evaluate("location.href");
        browser.open(callback);
        browser.await("location.pathname === '/healthz' && document.body !== null");
        browser.evaluate("window.loaded = false; const frame = document.createElement('iframe');"
                + " frame.onload = () => { window.loaded = true; }; frame.src = '" + page + "';"
                + " document.body.append(frame); ''");
        browser.await("window.loaded");
        assertThat(browser.evaluate("String(document.querySelector('iframe').contentDocument)"))
                .isEqualTo("null");
    }

    private String registered() {
        return TestAssistant.registered(
                        dashboard.server().url(), dashboard.server().token())
                .clientId();
    }

    @Test
    void anErrorWithoutAnAssistantIsAPageThatSaysNothingOfTheAddress() {
        ask("calls:read");
        browser.open(dashboard.server().url() + "/authorize?client_id=made_up&redirect_uri=https://evil.example/");
        dashboard.awaitText("This assistant is not registered here");
        browser.open(dashboard.server().url() + "/authorize?client_id=" + assistant.clientId() + "&redirect_uri="
                + callback);
        dashboard.awaitText("nobody here has agreed to it before");
        browser.open(dashboard.server().url() + "/connect?error=" + "Call%20us%20now");
        dashboard.awaitText("This assistant is not registered here");
        assertThat(dashboard.text()).doesNotContain("Call us");
    }

    @Test
    void noOtherSiteCanShowThePageInAFrame() {
        dashboard.open("/start");
        String policy = browser.evaluate("fetch('/connect', {headers: {Accept: 'text/html'}})"
                + ".then((answer) => answer.headers.get('content-security-policy'))");
        assertThat(policy).contains("frame-ancestors 'none'");
    }
}
