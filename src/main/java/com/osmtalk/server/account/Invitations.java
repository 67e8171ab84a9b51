package com.osmtalk.server.account;

import com.osmtalk.api.CreatedInvitation;
import com.osmtalk.api.Invitation;
import com.osmtalk.api.InvitationAcceptance;
import com.osmtalk.api.InvitationDraft;
import com.osmtalk.api.OfferedInvitation;
import com.osmtalk.api.Organization;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Role;
import com.osmtalk.api.Session;
import com.osmtalk.api.User;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Asking people to join an organisation. No mail is sent: whoever invites is shown a link once, and hands it on. The
 * link's token stands in the fragment, which browsers send to no server, so that it gets into no log on its way.
 */
public final class Invitations {
    private static final Duration LIFE = Duration.ofDays(7);

    private final Database database;
    private final Accounts accounts;
    private final InvitationStore store;
    private final Supplier<URI> publicUrl;
    private final Clock clock;
    private final SecretGenerator secrets = new SecretGenerator();

    /** @param publicUrl where the person who is invited finds this server */
    public Invitations(Database database, Accounts accounts, Supplier<URI> publicUrl, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.store = new InvitationStore(database);
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Invites somebody for seven days. An earlier invitation of theirs is void.
     *
     * @throws Problem INVALID when that is no e-mail address, CONFLICT when they are a member already
     */
    CreatedInvitation create(String organizationId, User inviter, InvitationDraft draft) {
        String email = Accounts.address("email", draft.email());
        if (accounts.isMember(organizationId, email)) {
            throw Problem.conflict("already_member", email + " is a member of this organisation already.");
        }
        String token = secrets.token("osi_");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Role role = draft.role() == null ? Role.MEMBER : draft.role();
        Invitation invitation = new Invitation(Ids.next("inv"), email, role, inviter.email(), now, now.plus(LIFE));
        store.put(organizationId, invitation, inviter.id(), SecretGenerator.hash(token));
        String base = publicUrl.get().toString().replaceFirst("/+$", "");
        return new CreatedInvitation(invitation, token, base + "/invitation#" + token);
    }

    Page<Invitation> list(String organizationId, PageRequest page) {
        return store.page(organizationId, clock.millis(), Keyset.byId("inv", page));
    }

    /** Voids one. @throws Problem NOT_FOUND when the organisation has no such one */
    void revoke(String organizationId, String id) {
        if (!store.delete(organizationId, id)) {
            throw Problem.notFound("invitation", id);
        }
    }

    /** @throws Problem NOT_FOUND when the token opens nothing */
    OfferedInvitation offered(String token) {
        InvitationStore.Stored stored = stored(token);
        Invitation invitation = stored.invitation();
        return new OfferedInvitation(
                accounts.organization(stored.organizationId())
                        .map(Organization::name)
                        .orElseThrow(),
                invitation.email(),
                invitation.role(),
                invitation.expiresAt(),
                accounts.hasAccount(invitation.email()));
    }

    /** The address that a token invites. @throws Problem NOT_FOUND when it opens nothing */
    String email(String token) {
        return stored(token).invitation().email();
    }

    /**
     * Checks what somebody answers to their invitation.
     *
     * @return makes them a member and signs them in, once, within the caller's transaction
     * @throws Problem NOT_FOUND when the token opens nothing, INVALID when name or password are, or when the password
     *     is not the one of the account they have
     */
    Supplier<Session> accept(InvitationAcceptance acceptance) {
        InvitationStore.Stored stored = stored(acceptance.token());
        Invitation invitation = stored.invitation();
        Supplier<UserStore.WithPassword> person =
                accounts.personOf(invitation.email(), acceptance.name(), acceptance.password());
        return () -> database.transaction(handle -> {
            if (!store.take(SecretGenerator.hash(acceptance.token()), clock.millis())) {
                throw gone();
            }
            UserStore.WithPassword user = person.get();
            accounts.join(user.user(), stored.organizationId(), invitation.role());
            return accounts.open(user);
        });
    }

    /** Deletes those that have expired. @return how many those were */
    public int purge() {
        return store.deleteExpired(clock.millis());
    }

    private InvitationStore.Stored stored(String token) {
        return store.byToken(SecretGenerator.hash(token), clock.millis()).orElseThrow(Invitations::gone);
    }

    private static Problem gone() {
        return Problem.notFound("This invitation has been used, withdrawn or replaced, or its seven days are over. Ask"
                + " whoever invited you for a new link.");
    }
}
