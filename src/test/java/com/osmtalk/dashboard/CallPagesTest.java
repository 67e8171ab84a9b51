package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls in the dashboard: placed, watched, found again, read. */
class CallPagesTest {
    private static final String ANSWERS = "+12025550100";
    private static final String BUSY = "+12025550101";

    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    /** A browser lays out a whole table for each row that is added. */
    @Test
    void ofALongListThatIsScrolledOnlyRowsNearTheViewAreOnThePage() {
        dashboard.open("/calls");
        browser.evaluate("""
                (() => {
                  const list = document.createElement('osm-table');
                  list.className = 'long-list';
                  list.columns = [{label: 'Number', cell: (row) => `row ${row.id}`}];
                  list.load = async (cursor) => {
                    const from = Number(cursor ?? 0);
                    return {
                      data: Array.from({length: 50}, (_, i) => ({id: from + i})),
                      nextCursor: from < 450 ? String(from + 50) : null,
                    };
                  };
                  document.querySelector('#page').replaceChildren(list);
                  window.longList = list;
                  window.toTheEnd = setInterval(() => scrollTo(0, document.body.scrollHeight), 50);
                })()""");
        browser.await("longList.rows.length === 500 && longList.textContent.includes('row 499')");
        browser.evaluate("clearInterval(toTheEnd)");
        browser.await("longList.querySelectorAll('[aria-rowindex]').length < 250");
        assertThat(browser.evaluate("longList.querySelector('[aria-rowindex=\"501\"]').innerText"))
                .isEqualTo("row 499");
        assertThat(browser.evaluate("longList.querySelector('table').getAttribute('aria-rowcount')"))
                .isEqualTo("501");
        browser.evaluate("scrollTo(0, 0)");
        browser.await("longList.textContent.includes('row 0') && !longList.textContent.includes('row 499')");
        browser.await("longList.querySelector('[aria-rowindex=\"2\"]').getBoundingClientRect().top > 0");
    }

    @Test
    void aCallIsPlacedWatchedAndReadAndCalledAgain() {
        dashboard.open("/calls");
        dashboard.press("Place a call");
        dashboard.fill("To", ANSWERS);
        dashboard.awaitText("Nobody’s phone will ring");
        dashboard.fill("Task", "Ask whether " + Dashboard.ATTACK + " suits them");
        dashboard.fill("Who is called", Dashboard.ATTACK);
        dashboard.fill("On behalf of", "Asha");
        dashboard.press("Call now");
        browser.await("location.pathname.startsWith('/calls/call_')");
        dashboard.awaitText("Transcript");
        dashboard.awaitText("Completed");
        dashboard.awaitText("simulated");
        dashboard.awaitText("Thank you so much for calling");
        dashboard.assertUnharmed();
        assertThat(browser.evaluate("document.querySelector('#line-0').innerText"))
                .startsWith("Agent");

        dashboard.press("Call again");
        assertThat(dashboard.field("To")).isEqualTo(ANSWERS);
        assertThat(dashboard.field("On behalf of")).isEqualTo("Asha");
        dashboard.fill("To", BUSY);
        dashboard.press("Call now");
        dashboard.awaitText("Busy");
    }

    @Test
    void whatTheApiRefusesStandsBesideItsField() {
        dashboard.open("/calls");
        dashboard.press("Place a call");
        dashboard.fill("To", "12");
        dashboard.press("Call now");
        browser.await("document.querySelector('dialog [name=destination][aria-invalid=true]')");
        assertThat(dashboard.field("To")).isEqualTo("12");
    }

    @Test
    void callsAreFoundByTheirWordsAndFiltersStandInTheAddress() {
        String id = dashboard
                .server()
                .api()
                .post(
                        "/api/calls/outbound",
                        "{\"destination\": \"" + ANSWERS + "\", \"task\": \"Ask whether zebras are welcome\"}")
                .text("/callId");
        dashboard.open("/calls/" + id);
        dashboard.awaitText("Completed");

        dashboard.open("/calls");
        dashboard.fill("Words that were said", "zebras");
        browser.await("location.search === '?q=zebras'");
        browser.await("document.querySelectorAll('osm-table tbody tr').length === 1");
        dashboard.fill("State", "failed");
        dashboard.awaitText("No call is like that");
        dashboard.press("Remove the filters");
        browser.await("document.querySelector('osm-table tbody a[href=\"/calls/" + id + "\"]')");

        dashboard.open("/calls?q=zebras");
        assertThat(dashboard.field("Words that were said")).isEqualTo("zebras");
        browser.await("document.querySelectorAll('osm-table tbody tr').length === 1");
    }

    @Test
    void callsThatBeginAndEndAreShownWhileOneLooks() {
        dashboard.open("/calls");
        String id = dashboard
                .server()
                .api()
                .post("/api/agents/" + dashboard.server().agentId() + "/connect", "{\"waitSeconds\": 60}")
                .text("/callId");
        dashboard.awaitText("1 call is live");
        browser.await("document.querySelector('.rows a[href=\"/calls/" + id + "\"]')");
        browser.await("document.querySelector('osm-table tbody a[href=\"/calls/" + id + "\"]')");
        dashboard.server().api().post("/api/calls/" + id + "/end", "{}");
        dashboard.awaitNoText("1 call is live");
    }

    @Test
    void anotherOrganizationsCallIsNotThere() {
        dashboard.open("/calls/call_01K9ZQ4T7M2X5V8B3N6C1D0EFG");
        browser.await("document.querySelector('.notice.bad')");
        assertThat(dashboard.text()).doesNotContain("Transcript", "Try again");
    }
}
