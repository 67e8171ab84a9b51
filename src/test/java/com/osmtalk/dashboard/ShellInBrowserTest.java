package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The frame around the dashboard's pages: sign-in, places, theme, language, keyboard. */
class ShellInBrowserTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create());

    private final Browser browser = dashboard.browser();

    @AfterEach
    void signedInAndInEnglish() {
        browser.evaluate("localStorage.clear()");
        browser.open(dashboard.server().url() + "/start");
        browser.await("document.querySelector('#navigation, .sign-in')");
        if (browser.evaluate("String(document.querySelector('#navigation') === null)")
                .equals("true")) {
            dashboard.signIn();
        }
    }

    @Test
    void aWrongPasswordIsToldAndWhatWasTypedStays() {
        signOut();
        dashboard.fill("E-mail address", Dashboard.ADMIN);
        dashboard.fill("Password", "wrong");
        dashboard.press("Sign in");
        dashboard.awaitText("The e-mail address or the password is wrong.");
        assertThat(dashboard.field("E-mail address")).isEqualTo(Dashboard.ADMIN);
    }

    @Test
    void signingOutEndsTheSessionAndAPlaceOpensAfterSigningIn() {
        signOut();
        assertThat(browser.evaluate("fetch('/api/auth/me').then((answer) => answer.status)"))
                .isEqualTo("401");

        browser.open(dashboard.server().url() + "/no/such/place");
        dashboard.fill("E-mail address", Dashboard.ADMIN);
        dashboard.fill("Password", TestServer.ADMIN_PASSWORD);
        dashboard.press("Sign in");
        dashboard.awaitText("There is no such page");
        assertThat(browser.evaluate("location.pathname")).isEqualTo("/no/such/place");
    }

    /** Each round of requests is time before anything is seen, and a browser has six connections to a server. */
    @Test
    void theFirstScreenAsksForOneModuleAndAPageForOneMore() {
        dashboard.open("/");
        assertThat(scripts()).isEqualTo("main.js");
        dashboard.open("/calls");
        assertThat(scripts()).isEqualTo("main.js pages/calls/calls.js");
    }

    @Test
    void noScriptCanReadTheSession() {
        dashboard.open("/start");
        assertThat(browser.evaluate("document.cookie")).isEmpty();
        assertThat(browser.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .doesNotContain("oss_", "token");
    }

    @Test
    void aSessionThatEndsInMidEditIsTakenUpAgainAndTheRequestIsSentAfterwards() {
        dashboard.open("/start");
        dashboard.press("Add a number");
        dashboard.fill("Phone number", "+442079460958");
        dashboard.fill("Host of the trunk", "127.0.0.1");
        endSession();
        dashboard.press("Add and check");
        dashboard.awaitText("Please sign in again");
        browser.key("Escape");
        dashboard.fill("Password", "wrong");
        dashboard.press("Sign in");
        dashboard.awaitText("The e-mail address or the password is wrong.");

        dashboard.fill("Password", TestServer.ADMIN_PASSWORD);
        dashboard.press("Sign in");
        dashboard.awaitText("+442079460958 is yours");
        dashboard.awaitNoText("Please sign in again");
    }

    @Test
    void linksMoveWithoutLoadingAndTheFocusFollows() {
        dashboard.open("/nowhere");
        browser.evaluate("window.kept = true");
        dashboard.press("Go to the first page");
        browser.await("location.pathname === '/'");
        browser.await("document.activeElement.tagName === 'H1'");
        assertThat(browser.evaluate("window.kept")).isEqualTo("true");
        assertThat(browser.evaluate("document.title")).endsWith("· osmTalk").doesNotContain("no such page");

        browser.evaluate("history.back()");
        dashboard.awaitText("There is no such page");
        browser.await("document.title === 'There is no such page · osmTalk'");
    }

    @Test
    void theThemeIsChosenAndIsThereBeforeAnythingIsPainted() {
        dashboard.open("/start");
        dashboard.fill("Theme", "dark");
        String dark = background();
        browser.open(dashboard.server().url() + "/start");
        assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
        assertThat(background()).isEqualTo(dark);
        dashboard.fill("Theme", "light");
        assertThat(background()).isNotEqualTo(dark);
    }

    @Test
    void theLanguageIsChosenAtOnceAndStays() {
        dashboard.open("/start");
        dashboard.fill("Language", "hi");
        dashboard.awaitText("पहले क़दम");
        assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo("hi");
        browser.open(dashboard.server().url() + "/start");
        dashboard.awaitText("पहले क़दम");
    }

    @Test
    void theKeyboardReachesTheContentFirst() {
        dashboard.open("/nowhere");
        browser.key("Tab");
        assertThat(browser.evaluate("document.activeElement.innerText")).isEqualTo("Skip to the content");
        browser.key("Enter");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("main");
        browser.key("Tab");
        assertThat(browser.evaluate("document.activeElement.innerText")).isEqualTo("Go to the first page");
    }

    @Test
    void aDialogThatIsClosedGivesTheFocusBack() {
        dashboard.open("/agents");
        browser.await("document.querySelector('.page-head button')");
        browser.evaluate("document.querySelector('.page-head button').focus()");
        browser.key("Enter");
        browser.await("document.querySelector('dialog[open]')?.contains(document.activeElement)");
        browser.key("Escape");
        browser.await("!document.querySelector('dialog')");
        browser.await("document.activeElement === document.querySelector('.page-head button')");
    }

    @Test
    void onAPhoneTheNavigationOpensByItsButton() {
        browser.resize(390, 844);
        try {
            dashboard.open("/start");
            assertThat(browser.evaluate("document.querySelector('#navigation').checkVisibility()"))
                    .isEqualTo("false");
            dashboard.press("Menu");
            browser.await("document.querySelector('#navigation').checkVisibility()");
            assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("390");
        } finally {
            browser.resize(1280, 900);
        }
    }

    @Test
    void thePolicyOfThePageAllowsNothingInline() throws Exception {
        HttpResponse<String> page = get("/calls/call_1", "text/html");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .startsWith("default-src 'none'")
                .contains("script-src 'self' 'sha256-", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*", "razorpay");
        assertThat(get("/calls/call_1", "application/json").statusCode()).isEqualTo(404);
        assertThat(get("/api/nothing", "text/html").statusCode()).isEqualTo(404);
        assertThat(get("/", "*/*").body()).contains("\"code\":\"not_found\"");
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.server().url() + path))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString());
    }

    private void signOut() {
        dashboard.open("/start");
        dashboard.press("Account of Administrator");
        dashboard.press("Sign out");
        browser.await("document.querySelector('.sign-in')");
    }

    /** Elsewhere, as when its time is over. */
    private void endSession() {
        browser.evaluate("fetch('/api/auth/logout', {method: 'POST', headers: {'X-OsmTalk-Request': '1'}})"
                + ".then((answer) => answer.status)");
    }

    private String scripts() {
        return browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)"
                + ".filter((name) => name.endsWith('.js')).map((name) => name.replace(/.*\\/@\\w+\\//, ''))"
                + ".sort().join(' ')");
    }

    private String background() {
        return browser.evaluate("getComputedStyle(document.body).backgroundColor");
    }
}
