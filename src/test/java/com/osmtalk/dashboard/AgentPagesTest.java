package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents in the dashboard: made, edited, tried in writing and by web call, published, compared, tested. */
class AgentPagesTest {
    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create().withSpeed(50));

    private final Browser browser = dashboard.browser();

    @Test
    void aPlaceThatNoVariableCanHaveTheNameOfIsNamed() {
        dashboard.open("/agents/" + dashboard.server().agentId());
        dashboard.fill("First words", "Hello {{first_name}}, about {{order<b>x}} and {{ }}.");
        dashboard.awaitText("so it is never filled: {{order<b>x}}, {{ }}.");
        assertThat(dashboard.browser().evaluate("document.querySelector('#page form .badges').textContent"))
                .contains("first_name")
                .doesNotContain("order");
        dashboard.fill("First words", "Hello {{first_name}}.");
        dashboard.awaitNoText("so it is never filled");
        dashboard.press("Undo");
    }

    @Test
    void anAgentIsMadeTriedPublishedAndCompared() {
        dashboard.open("/agents");
        dashboard.press("Make an agent");
        dashboard.fill("Name", Dashboard.ATTACK);
        dashboard.fill("First words", "Hello {{first_name}}, this is the clinic.");
        dashboard.fill(
                "What it is to do", "You call to confirm an appointment. Ask whether they can come on Thursday.");
        browser.evaluate("document.querySelector('dialog form').requestSubmit()");
        dashboard.awaitText("What it says");
        dashboard.awaitText("Can you come on Thursday?");
        dashboard.assertUnharmed();
        assertThat(browser.evaluate("document.querySelector('osm-agent-editor .badges').innerText"))
                .contains("first_name");

        dashboard.fill("Your words", "Hello");
        dashboard.press("Send");
        browser.await("document.querySelectorAll('.try-lines .agent').length === 1");

        String id = browser.evaluate("location.pathname.split('/').pop()");
        dashboard.press("Versions");
        dashboard.press("Publish a version");
        dashboard.awaitText("version 1 is published");
        dashboard.press("Edit");
        dashboard.fill("First words", "Good day, this is the clinic.");
        dashboard.press("Add a field");
        dashboard.awaitText("not saved");
        browser.evaluate("document.querySelector('[placeholder=\"Field name\"]').value = 'coming';"
                + "document.querySelector('[placeholder=\"Field name\"]').dispatchEvent(new Event('input'))");
        dashboard.press("Save");
        dashboard.awaitNoText("not saved");
        JsonNode stored = dashboard.server().api().get("/api/agents/" + id).json();
        assertThat(stored.path("greeting").asText()).isEqualTo("Good day, this is the clinic.");
        assertThat(stored.at("/postCallAnalysis/schema/0/name").asText()).isEqualTo("coming");

        dashboard.press("Versions");
        dashboard.press("Compare 1");
        browser.await("document.querySelector('.added').textContent.includes('Good day, this is the clinic.')");
        browser.await("document.querySelector('.removed').textContent.includes('Hello {{first_name}}')");
    }

    @Test
    void whatIsTypedIsNotLostByLeavingOrByARefusal() {
        dashboard.open("/agents/" + dashboard.server().agentId());
        dashboard.fill("Name", " ");
        dashboard.press("Save");
        browser.await("document.querySelector('[name=name][aria-invalid=true]')");
        dashboard.press("Calls");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Cancel");
        dashboard.awaitText("What it says");
        assertThat(dashboard.field("Name")).isEqualTo(" ");
        dashboard.press("Undo");
        dashboard.awaitNoText("not saved");
    }

    @Test
    void theBrowsersBackButtonAsksBeforeItLosesWhatWasTyped() {
        String place = "/agents/" + dashboard.server().agentId();
        dashboard.open("/agents");
        browser.evaluate("document.querySelector('a[href=\"" + place + "\"]').click()");
        dashboard.fill("First words", "Not saved yet");
        browser.evaluate("history.back()");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Cancel");
        browser.await("location.pathname === '" + place + "'");
        assertThat(dashboard.field("First words")).isEqualTo("Not saved yet");
        browser.evaluate("history.back()");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Leave");
        browser.await("location.pathname === '/agents' && document.querySelector('osm-table')");
    }

    @Test
    void whatSomebodyElseChangedIsNotOverwrittenUnseen() {
        String place = "/api/agents/" + dashboard.server().agentId();
        dashboard.open("/agents/" + dashboard.server().agentId());
        dashboard.fill("First words", "Mine");
        dashboard.server().api().put(place, "{\"greeting\": \"Theirs\"}");
        dashboard.press("Save");
        dashboard.awaitText("Somebody else has changed this agent");
        assertThat(dashboard.field("First words")).isEqualTo("Mine");
        dashboard.press("Undo");
        assertThat(dashboard.field("First words")).isEqualTo("Theirs");
        dashboard.fill("First words", "Mine after all");
        dashboard.press("Save");
        dashboard.awaitNoText("not saved");
        assertThat(dashboard.server().api().get(place).text("/greeting")).isEqualTo("Mine after all");
    }

    @Test
    void aDialogAsksBeforeItLosesWhatWasTyped() {
        dashboard.open("/agents");
        dashboard.press("Make an agent");
        dashboard.fill("What it is to do", "A long prompt");
        dashboard.press("Close");
        dashboard.awaitText("Leave without saving?");
        dashboard.press("Cancel");
        assertThat(dashboard.field("What it is to do")).isEqualTo("A long prompt");
        dashboard.press("Close");
        dashboard.press("Leave");
        browser.await("!document.querySelector('dialog[open]')");
    }

    @Test
    void anAgentIsTalkedWithInThePage() {
        dashboard.open("/agents/" + dashboard.server().agentId());
        dashboard.press("Talk with it");
        browser.await("document.querySelectorAll('.try-lines .agent').length > 0");
        dashboard.fill("Your words", Dashboard.ATTACK);
        dashboard.press("Send");
        dashboard.assertUnharmed();
        dashboard.press("Hang up");
        dashboard.press("Begin anew");
        browser.await("document.querySelectorAll('.try-lines li').length === 0");
    }

    @Test
    void aTestCaseIsWrittenAndRun() {
        dashboard.open("/agents/" + dashboard.server().agentId() + "?part=tests");
        dashboard.press("Add a test case");
        dashboard.fill("Name", "never swears " + Dashboard.ATTACK);
        dashboard.fill("Must not say", "damn");
        dashboard.press("Save");
        dashboard.press("Run all");
        dashboard.awaitText("Passed");
        dashboard.awaitText("holds");
        dashboard.assertUnharmed();
        dashboard.open("/agents/" + dashboard.server().agentId() + "?part=figures");
        dashboard.awaitText("Calls a day");
    }
}
