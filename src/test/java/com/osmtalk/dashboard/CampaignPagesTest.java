package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Campaigns in the dashboard: made, filled from a CSV file, started, watched to their end, exported. */
class CampaignPagesTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    @Test
    void aCampaignIsMadeFilledRunWatchedAndExported() {
        dashboard.open("/campaigns");
        dashboard.press("Make a campaign");
        dashboard.fill("Name", Dashboard.ATTACK);
        dashboard.awaitText("Nobody’s phone will ring");
        dashboard.fill("Open from", "00:00");
        dashboard.fill("Open until", "00:00");
        dashboard.fill("Calls at a time", "500");
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        browser.await("document.querySelector('dialog [name=maxConcurrent][aria-invalid=true]')");
        assertThat(dashboard.field("Name")).isEqualTo(Dashboard.ATTACK);
        dashboard.fill("Calls at a time", "2");
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        browser.await("location.pathname.startsWith('/campaigns/cmp_')");
        dashboard.loaded();
        dashboard.assertUnharmed();
        dashboard.awaitText("within these hours");
        assertThat(dashboard.text()).doesNotContain("calls are made now");
        String id = browser.evaluate("location.pathname.split('/').pop()");
        assertThat(campaign(id).at("/schedule/windowEnd").asText()).isEqualTo("24:00");

        drop("people.csv", """
                phone,first_name,note
                +12025550100,Asha,"%s"
                12,Nobody,
                +12025550101,Ravi,
                +12025550100,Twice,
                """.formatted(Dashboard.ATTACK.replace("\"", "\"\"")));
        dashboard.awaitText("The first rows of people.csv");
        browser.await("document.querySelectorAll('osm-leads-upload tbody tr').length === 4");
        dashboard.assertUnharmed();
        assertThat(dashboard
                        .server()
                        .api()
                        .get("/api/campaigns/" + id + "/leads")
                        .json()
                        .path("data"))
                .isEmpty();
        dashboard.press("Add these people");
        dashboard.awaitText("2 people were added.");
        dashboard.awaitText("2 rows were not taken");
        assertThat(browser.evaluate("[...document.querySelectorAll('.row-errors td:first-child')]"
                        + ".map((one) => one.innerText).join()"))
                .isEqualTo("3,5");

        dashboard.press("Start");
        dashboard.awaitText("Nobody’s phone will ring");
        dashboard.press("Start");
        dashboard.awaitText("Completed");
        dashboard.awaitText("2 of 2 done");
        browser.await("document.querySelectorAll('osm-leads tbody tr a[href^=\"/calls/call_\"]').length === 2");
        dashboard.awaitText("Busy");

        // what is given to the browser to be saved, which isn't wanted here
        browser.evaluate("HTMLAnchorElement.prototype.click = () => {}; const made = URL.createObjectURL;"
                + "URL.createObjectURL = (blob) => {"
                + " blob.text().then((text) => { window.saved = text; }); return made(blob); }; ''");
        dashboard.press("Export as CSV");
        browser.await("window.saved");
        assertThat(browser.evaluate("window.saved")).contains("+12025550100").contains("first_name");

        dashboard.fill("State", "busy");
        browser.await("document.querySelectorAll('osm-leads tbody tr').length === 1");

        dashboard.open("/campaigns");
        dashboard.assertUnharmed();
        dashboard.awaitText("2 of 2 done");
    }

    @Test
    void aCampaignIsPausedResumedAndStopped() {
        String id = waitingForAnotherAttempt();
        dashboard.open("/campaigns/" + id);
        dashboard.awaitText("calls are made now");
        dashboard.press("Pause");
        dashboard.awaitText("No further calls are made until it is resumed.");
        // twice, as somebody who is in a hurry
        browser.evaluate("const sure = document.querySelector('dialog .actions button:last-child');"
                + " sure.click(); sure.click(); ''");
        dashboard.awaitText("Paused");
        // only of a running campaign it is said that calls are made now
        dashboard.awaitNoText("calls are made now");
        assertThat(campaign(id).path("status").asText()).isEqualTo("paused");
        assertThat(browser.evaluate("document.querySelectorAll('.toast.bad').length"))
                .isEqualTo("0");

        dashboard.press("Resume");
        dashboard.awaitText("Nobody’s phone will ring");
        dashboard.press("Resume");
        dashboard.awaitText("calls are made now");
        assertThat(campaign(id).path("status").asText()).isEqualTo("running");

        dashboard.press("Stop");
        dashboard.awaitText("Stop Again later for good?");
        dashboard.press("Cancel");
        browser.await("!document.querySelector('dialog')");
        assertThat(campaign(id).path("status").asText()).isEqualTo("running");
        dashboard.press("Stop");
        // somebody else has stopped it meanwhile: the API's sentence is shown, and what it is now
        dashboard.server().api().post("/api/campaigns/" + id + "/stop", "{}");
        dashboard.press("Stop");
        browser.await("document.querySelector('.toast.bad')");
        dashboard.awaitText("Completed");
        dashboard.awaitText("Delete");
    }

    /** A campaign that runs for as long as a test does: the one in it is busy, and called again in an hour. */
    private static String waitingForAnotherAttempt() {
        String id = dashboard
                .server()
                .api()
                .post("/api/campaigns", """
                        {"name": "Again later", "agentId": "%s", "phoneNumberId": "%s",
                         "schedule": {"timezone": "Asia/Kolkata", "windowStart": "00:00", "windowEnd": "24:00",
                                      "weekdays": [0, 1, 2, 3, 4, 5, 6]},
                         "retryPolicy": {"maxAttempts": 2, "backoffMinutes": 60, "retryOn": ["busy"]}}
                        """.formatted(dashboard.server().agentId(), number()))
                .text("/id");
        dashboard
                .server()
                .api()
                .with("Content-Type", "text/csv")
                .post("/api/campaigns/" + id + "/leads", "phone\n+12025550101\n");
        dashboard.server().api().post("/api/campaigns/" + id + "/start", "{}");
        return id;
    }

    @Test
    void aLargeFileGoesInPartsAndOnFromWhereItWasBrokenOff() {
        String id = made("Many");
        dashboard.open("/campaigns/" + id);
        StringBuilder file = new StringBuilder("phone,note\r\n");
        for (int i = 0; i < 1_250; i++) {
            file.append(i == 700 ? "12" : "+1202555" + (1000 + i));
            file.append(i % 100 == 0 ? ",\"two\r\nlines, \"\"quoted\"\"\"\r\n" : ",it is 5\" long\r\n");
        }
        drop("many.csv", file.toString());
        dashboard.awaitText("The first rows of many.csv");
        // the answer to the second part is lost on its way
        browser.evaluate("window.fetchNow = window.fetch; window.parts = 0; window.fetch = async (...all) => {"
                + " const answer = await fetchNow(...all);"
                + " if (all[1]?.method === 'POST' && ++parts === 2) { throw new TypeError('lost'); }"
                + " return answer; }; ''");
        dashboard.press("Add these people");
        dashboard.awaitText("500 of 1,250 rows are sent, the others are not.");
        dashboard.awaitText("500 people were added.");
        assertThat(browser.evaluate("String(document.querySelector('page-campaign').unsaved)"))
                .isEqualTo("true");
        dashboard.press("Add the rest");
        dashboard.awaitText("1,249 people were added.");
        dashboard.awaitText("1 row was not taken");
        assertThat(browser.evaluate("document.querySelector('.row-errors td').innerText"))
                .isEqualTo("702");
        assertThat(dashboard
                        .server()
                        .api()
                        .get("/api/campaigns/" + id + "/leads?limit=1")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1_249);
        browser.evaluate("window.fetch = window.fetchNow; ''");
    }

    @Test
    void aDraftIsChangedAndDeleted() {
        String id = made("Of spring");
        dashboard.open("/campaigns/" + id);
        dashboard.press("Start");
        dashboard.press("Start");
        // nobody is in it: the API's sentence
        browser.await("document.querySelector('.toast.bad')");
        dashboard.press("Change");
        dashboard.fill("Name", "Of autumn");
        dashboard.fill("Sunday", "false");
        dashboard.fill("Calls to a person at most", "3");
        dashboard.fill("Busy", "false");
        dashboard.fill("Begin at", "2099-01-02T10:30");
        dashboard.press("Save");
        dashboard.awaitText("Of autumn");
        browser.await("!document.querySelector('dialog')");
        JsonNode stored = campaign(id);
        assertThat(stored.at("/schedule/weekdays").toString()).isEqualTo("[1,2,3,4,5,6]");
        assertThat(stored.at("/retryPolicy/retryOn").toString()).doesNotContain("busy");
        assertThat(stored.at("/retryPolicy/maxAttempts").asInt()).isEqualTo(3);
        // half past ten by the clocks of the organisation, which is in India
        assertThat(stored.path("scheduledStartAt").asText()).startsWith("2099-01-02T05:00:00");
        dashboard.press("Change");
        dashboard.fill("Begin at", "");
        // the browser's button: what was typed into the dialog is not lost without a word
        browser.evaluate("history.pushState(null, '', '/campaigns'); history.pushState(null, '', '/campaigns/" + id
                + "'); history.back()");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Cancel");
        assertThat(dashboard.field("Begin at")).isEmpty();
        dashboard.press("Save");
        browser.await("!document.querySelector('dialog')");
        assertThat(campaign(id).has("scheduledStartAt")).isFalse();

        dashboard.press("Delete");
        dashboard.awaitText("Delete Of autumn?");
        dashboard.press("Delete");
        browser.await("location.pathname === '/campaigns'");
        dashboard.awaitNoText("Of autumn");
    }

    @Test
    void aFileWithoutNumbersIsNamedAndWhatIsWrongWithItIsTold() {
        dashboard.open("/campaigns/" + made("Empty"));
        drop("notes.csv", "");
        dashboard.awaitText("There is nothing in this file.");
        drop("notes.csv", "a,b\n1,2\n");
        dashboard.awaitText("No column is named phone");
        dashboard.press("Add these people");
        browser.await("document.querySelector('osm-leads-upload [role=alert]')");
        dashboard.press("Calls");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Leave");
        browser.await("document.querySelector('page-calls')");
    }

    /** As a person drops a file. */
    private void drop(String name, String content) {
        browser.await("document.querySelector('.drop')");
        browser.evaluate("""
                (() => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([%s], %s, {type: 'text/csv'}));
                  document.querySelector('.drop').dispatchEvent(
                      new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true}));
                })()""".formatted(Dashboard.json(content), Dashboard.json(name)));
    }

    private static String made(String name) {
        return dashboard
                .server()
                .api()
                .post("/api/campaigns", """
                        {"name": "%s", "agentId": "%s", "phoneNumberId": "%s"}
                        """.formatted(name, dashboard.server().agentId(), number()))
                .text("/id");
    }

    private static String number() {
        return dashboard
                .server()
                .api()
                .get("/api/phone-numbers")
                .json()
                .at("/data/0/id")
                .asText();
    }

    private static JsonNode campaign(String id) {
        return dashboard.server().api().get("/api/campaigns/" + id).json();
    }
}
