package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The do-not-call list and the rules of whom to call when, in the dashboard. */
class CompliancePagesTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create());

    private final Browser browser = dashboard.browser();

    @Test
    void aNumberIsPutOnTheListFoundAndTakenOff() {
        dashboard.open("/do-not-call");
        dashboard.press("Add a number");
        dashboard.fill("Phone number", "12");
        dashboard.fill("Reason", Dashboard.ATTACK);
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        browser.await("document.querySelector('dialog [name=phoneNumber][aria-invalid=true]')");
        dashboard.fill("Phone number", "+91 98765 43210");
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        browser.await("!document.querySelector('dialog') && document.querySelector('osm-table tbody tr')");
        dashboard.assertUnharmed();

        dashboard.fill("Find a number or a reason", "+91 98765 43211");
        dashboard.press("Look");
        dashboard.awaitText("Nothing on the list is like that");
        dashboard.fill("Find a number or a reason", "<IMG SRC=x onerror");
        dashboard.press("Look");
        browser.await("document.querySelectorAll('osm-table tbody tr').length === 1");
        dashboard.assertUnharmed();
        dashboard.fill("Find a number or a reason", "098765-432");
        dashboard.press("Look");
        browser.await("document.querySelectorAll('osm-table tbody tr').length === 1");
        dashboard.press("Remove +919876543210");
        dashboard.awaitText("Take +91 98765 43210 off the list?");
        dashboard.press("Remove");
        dashboard.awaitText("Nothing on the list is like that");
        assertThat(listed("+919876543210")).isFalse();
    }

    @Test
    void manyAreAddedAndALineThatIsNoNumberIsNamed() {
        dashboard.open("/do-not-call");
        dashboard.press("Add many");
        dashboard.fill("Numbers", "+1 202 555 0141\n\n" + Dashboard.ATTACK + "\n+1 202 555 0142\n");
        dashboard.press("Add 3 numbers");
        dashboard.awaitText("Line 3");
        dashboard.assertUnharmed();
        assertThat(listed("+12025550141")).isFalse();
        dashboard.fill("Numbers", "+1 202 555 0141\n+12025550141\n+1 202 555 0142\n");
        dashboard.press("Add 3 numbers");
        dashboard.awaitText("2 numbers are new on the list. 1 was there already.");
        assertThat(listed("+12025550142")).isTrue();
    }

    @Test
    void addingManyIsStoppedOnlyOnPurposeAndItIsToldWhatIsNotOnTheList() {
        dashboard.open("/do-not-call");
        dashboard.press("Add many");
        dashboard.fill("Numbers", "+1 202 555 0160\n".repeat(2500));
        // the first thousand is answered when the test says so
        browser.evaluate("window.fetchNow = window.fetch; window.fetch = async (...all) => {"
                + " await new Promise((go) => { window.go = go; }); return fetchNow(...all); }; ''");
        dashboard.press("Add 2,500 numbers");
        browser.await("window.go");
        assertThat(browser.evaluate("document.querySelector('dialog').dispatchEvent("
                        + "new Event('cancel', {cancelable: true}));"
                        + "String(document.querySelector('page-do-not-call').unsaved)"))
                .isEqualTo("true");
        dashboard.awaitText("0 of 2,500 are on the list…");
        dashboard.press("Stop");
        browser.evaluate("window.fetch = window.fetchNow; window.go(); ''");
        dashboard.awaitText("1,000 of 2,500 lines are on the list, the other 1,500 are not.");
        dashboard.press("Close");
        browser.await("!document.querySelector('dialog')");
    }

    @Test
    void theRulesAreChangedAndWhatIsWrongStandsBesideIt() {
        dashboard.open("/compliance");
        dashboard.fill("Call only in these hours", "true");
        dashboard.fill("Open from", "22:00");
        dashboard.fill("Open until", "00:00");
        browser.await("document.querySelector('osm-hours .open')");
        dashboard.fill("Sunday", "false");
        dashboard.fill("Allow another country", "IN");
        dashboard.fill("For whom agents speak", Dashboard.ATTACK);
        dashboard.fill("Words that mean: never call again", "delete my number\nforget me");
        dashboard.fill("Own words in another language…: Words that an AI speaks", "en");
        dashboard.fill("English", "A person speaks.");
        dashboard.press("Save");
        browser.await("document.querySelector('[name=\"disclosure.words.en\"][aria-invalid=true]')");
        dashboard.fill("English", "Hello, I am an AI assistant of {{company}}.");
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        JsonNode stored = settings();
        assertThat(stored.at("/callingWindow/windowEnd").asText()).isEqualTo("24:00");
        assertThat(stored.at("/callingWindow/weekdays").toString()).isEqualTo("[1,2,3,4,5,6]");
        assertThat(stored.path("allowedCountries").toString()).isEqualTo("[\"IN\"]");
        assertThat(stored.at("/disclosure/onBehalfOf").asText()).isEqualTo(Dashboard.ATTACK);
        assertThat(stored.path("optOutPhrases").toString()).isEqualTo("[\"delete my number\",\"forget me\"]");

        dashboard.open("/compliance");
        assertThat(dashboard.field("Open until")).isEqualTo("00:00");
        assertThat(dashboard.field("For whom agents speak")).isEqualTo(Dashboard.ATTACK);
        dashboard.press("Remove English");
        dashboard.press("Remove India");
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        dashboard.awaitText("Numbers of every country may be called.");
        assertThat(settings().at("/disclosure/words").isEmpty()).isTrue();
        assertThat(settings().path("allowedCountries").isEmpty()).isTrue();
    }

    private static JsonNode settings() {
        return dashboard.server().api().get("/api/settings/compliance").json();
    }

    private static boolean listed(String phoneNumber) {
        return !dashboard
                .server()
                .api()
                .get("/api/campaigns/dnc?phoneNumber=" + phoneNumber.replace("+", "%2B"))
                .json()
                .path("data")
                .isEmpty();
    }
}
