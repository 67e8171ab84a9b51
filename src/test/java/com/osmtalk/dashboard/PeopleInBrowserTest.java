package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Browser;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One's password, the people of an organisation, and the link by which somebody joins. */
class PeopleInBrowserTest {
    private static final String THEIR_PASSWORD = "their own long password";

    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create());

    private final Browser browser = dashboard.browser();

    @AfterEach
    void signedInAsTheAdministrator() {
        signOut();
        browser.evaluate("localStorage.clear(), sessionStorage.clear()");
        dashboard.signIn();
    }

    @Test
    void somebodyIsInvitedJoinsAndIsAMemberOnly() {
        dashboard.open("/settings/people");
        dashboard.awaitText("admin@example.com");
        String link = invite("asha@example.com");
        signOut();

        browser.open(link);
        dashboard.awaitText("You are invited to");
        dashboard.awaitText("asha@example.com");
        dashboard.fill("Your name", Dashboard.ATTACK);
        dashboard.fill("Choose a password", "short");
        dashboard.press("Join");
        browser.await("document.querySelector('.field .error')");
        dashboard.fill("Choose a password", THEIR_PASSWORD);
        dashboard.press("Join");
        browser.await("document.querySelector('#navigation')");

        dashboard.open("/settings/people");
        dashboard.awaitText("asha@example.com");
        dashboard.assertUnharmed();
        assertThat(browser.evaluate("document.querySelectorAll('#members select').length"))
                .isEqualTo("0");
        assertThat(dashboard.text()).doesNotContain("Invite somebody", "Open invitations");
        signOut();

        browser.open(link);
        dashboard.awaitText("This invitation has been used");
    }

    @Test
    void anInvitationIsWithdrawn() {
        dashboard.open("/settings/people");
        String link = invite("ravi@example.com");
        dashboard.press("Close");
        dashboard.awaitText("ravi@example.com");
        dashboard.press("Withdraw");
        dashboard.awaitText("The invitation is withdrawn.");
        dashboard.awaitNoText("ravi@example.com");
        browser.open(link);
        dashboard.awaitText("This invitation has been used");
    }

    @Test
    void aMemberIsMadeAnOwnerAndTakenOut() {
        join("nila@example.com", "Nila");
        signOut();
        dashboard.signIn();
        dashboard.open("/settings/people");
        dashboard.fill("Role of Nila", "owner");
        dashboard.awaitText("Nila is now: owner.");
        dashboard.press("Remove Nila");
        dashboard.press("Cancel");
        dashboard.press("Remove Nila");
        dashboard.press("Remove");
        dashboard.awaitText("Nila was removed.");
        browser.await("!document.querySelector('#members').innerText.includes('nila@example.com')");
    }

    @Test
    void whoIsTakenOutIsToldSoAndMaySignInAsSomebodyElse() {
        join("tara@example.com", "Tara");
        dashboard.open("/agents");
        dashboard.press("Make an agent");
        dashboard.fill("Name", "Of somebody who is gone");
        dashboard.fill("What it is to do", "Ask whether they can come.");
        takeOut("tara@example.com");
        browser.evaluate("[...document.querySelectorAll('dialog form')].pop().requestSubmit()");
        dashboard.awaitText("Please sign in again");
        dashboard.fill("Password", THEIR_PASSWORD);
        dashboard.press("Sign in");
        dashboard.awaitText("This account is not in ");
        dashboard.press("Leave this page and begin anew");
        dashboard.awaitText("You are signed in, but in no organisation any more.");
        assertThat(asAdministrator().get("/api/agents").response().body()).doesNotContain("Of somebody who is gone");

        dashboard.fill("E-mail address", "tara@example.com");
        dashboard.fill("Password", THEIR_PASSWORD);
        dashboard.press("Sign in");
        dashboard.awaitText("You are signed in, but in no organisation any more.");
        dashboard.fill("E-mail address", Dashboard.ADMIN);
        dashboard.fill("Password", TestServer.ADMIN_PASSWORD);
        dashboard.press("Sign in");
        browser.await("document.querySelector('#navigation')");
    }

    /** As when another tab of the same browser switches organisations, or somebody else signs in there. */
    @Test
    void aTabNeverWritesIntoAnotherOrganisationThanItShows() {
        dashboard.open("/settings/people");
        String first = dashboard.field("Name of the organisation");
        browser.evaluate(asked("POST", "/api/organizations", "{name: 'Another one'}"));
        browser.evaluate("localStorage.setItem('osmtalk.organization', '"
                + browser.evaluate("fetch('/api/auth/me').then((answer) => answer.json())"
                        + ".then((me) => me.organizations.find((one) => one.name === 'Another one').id)")
                + "')");
        dashboard.fill("Name of the organisation", "Renamed by its own tab");
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        assertThat(organizations()).contains("Renamed by its own tab", "Another one");

        dashboard.open("/settings/people");
        assertThat(dashboard.field("Name of the organisation")).isEqualTo("Renamed by its own tab");
        dashboard.fill("Name of the organisation", first);
        dashboard.press("Save");
        dashboard.awaitText("Saved.");

        TestServer.OtherOrganization other = dashboard.server().otherOrganization();
        browser.evaluate(asked(
                "POST",
                "/api/auth/login",
                "{email: '" + other.email() + "', password: '" + TestServer.ADMIN_PASSWORD + "', cookie: true}"));
        dashboard.fill("Name of the organisation", "Renamed by somebody else");
        dashboard.press("Save");
        dashboard.awaitText("You are not in this organisation");
        assertThat(organizations()).doesNotContain("Renamed by somebody else");
        dashboard.press("Leave this page and begin anew");
        browser.await("document.querySelector('.organization')?.innerText === 'Other'");
    }

    @Test
    void theOnlyOwnerRemainsOne() {
        dashboard.open("/settings/people");
        dashboard.fill("Role of Administrator", "member");
        browser.await("document.querySelector('.toast.bad')");
        assertThat(dashboard.field("Role of Administrator")).isEqualTo("owner");
    }

    @Test
    void theOrganisationsNameIsTextWhereverItStands() {
        dashboard.open("/settings/people");
        dashboard.fill("Name of the organisation", Dashboard.ATTACK);
        dashboard.fill("Time zone", "Nowhere/Nothing");
        dashboard.press("Save");
        browser.await("document.querySelector('.field .error')");
        dashboard.fill("Time zone", "Asia/Kolkata");
        dashboard.press("Save");
        dashboard.awaitText("Saved.");
        dashboard.assertUnharmed();
        dashboard.open("/start");
        dashboard.assertUnharmed();
    }

    @Test
    void aPasswordIsChangedAndTheOldOneIsGoodForNothing() {
        dashboard.open("/settings/password");
        change("wrong", "another horse battery", "another horse battery");
        dashboard.awaitText("is not the password of this account");
        assertThat(dashboard.field("New password")).isEqualTo("another horse battery");

        change(TestServer.ADMIN_PASSWORD, "another horse battery", "another house battery");
        dashboard.awaitText("is not the same as the new password");

        change(TestServer.ADMIN_PASSWORD, "another horse battery", "another horse battery");
        dashboard.awaitText("The password is changed.");
        assertThat(dashboard.field("New password")).isEmpty();

        dashboard.open("/settings/password");
        change("another horse battery", TestServer.ADMIN_PASSWORD, TestServer.ADMIN_PASSWORD);
        dashboard.awaitText("The password is changed.");
    }

    private void change(String current, String wanted, String again) {
        dashboard.fill("Current password", current);
        dashboard.fill("New password", wanted);
        dashboard.fill("New password, once more", again);
        // the page's links have one of that name as well
        browser.evaluate("document.querySelector('form.card').requestSubmit()");
    }

    /** Invited by the administrator, who is signed in, and signed in afterwards. */
    private void join(String email, String name) {
        dashboard.open("/settings/people");
        String link = invite(email);
        signOut();
        browser.open(link);
        dashboard.fill("Your name", name);
        dashboard.fill("Choose a password", THEIR_PASSWORD);
        dashboard.press("Join");
        browser.await("document.querySelector('#navigation')");
    }

    private static CheckedApi asAdministrator() {
        TestServer server = dashboard.server();
        return server.api().anonymous().withBearer(server.token());
    }

    /** By the administrator, elsewhere. */
    private void takeOut(String email) {
        for (JsonNode member :
                asAdministrator().get("/api/organization/members").json().get("data")) {
            if (member.get("email").asText().equals(email)) {
                asAdministrator()
                        .delete("/api/organization/members/" + member.get("id").asText());
            }
        }
    }

    private static String asked(String method, String path, String body) {
        return "fetch('" + path + "', {method: '" + method + "', body: JSON.stringify(" + body + "), headers: "
                + "{'X-OsmTalk-Request': '1', 'Content-Type': 'application/json'}}).then((answer) => answer.status)";
    }

    /** The names of those that the administrator is in. */
    private static String organizations() {
        return asAdministrator().get("/api/auth/me").response().body();
    }

    /** @return the link that is shown */
    private String invite(String email) {
        dashboard.press("Invite somebody");
        dashboard.fill("E-mail address", email);
        dashboard.press("Make the link");
        browser.await("document.querySelector('dialog code')");
        String link = browser.evaluate("document.querySelector('dialog code').textContent");
        assertThat(link).startsWith(dashboard.server().url() + "/invitation#");
        return link;
    }

    private void signOut() {
        browser.evaluate("fetch('/api/auth/logout', {method: 'POST', headers: {'X-OsmTalk-Request': '1'}})"
                + ".then((answer) => answer.status)");
    }
}
