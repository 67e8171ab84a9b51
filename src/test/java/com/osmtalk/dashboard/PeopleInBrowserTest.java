package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Browser;
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
