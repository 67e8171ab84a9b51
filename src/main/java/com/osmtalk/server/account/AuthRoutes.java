package com.osmtalk.server.account;

import com.osmtalk.api.Account;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.InvitationAcceptance;
import com.osmtalk.api.InvitationLookup;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.Organization;
import com.osmtalk.api.PasswordChange;
import com.osmtalk.api.Session;
import com.osmtalk.api.User;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.http.Throttle;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in, out, and up where one is invited; one's password, and who one is. */
public final class AuthRoutes implements Feature {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Throttle loginsOfAddress;
    private final Throttle loginsOfPerson;

    public AuthRoutes(Accounts accounts, Invitations invitations, RateLimits limits) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.loginsOfAddress = new Throttle(limits.logins());
        this.loginsOfPerson = new Throttle(limits.login());
    }

    @Override
    public void register(Router router) {
        router.post("/api/auth/login", Access.PUBLIC, this::login);
        router.post("/api/auth/logout", Access.PERSON, this::logout);
        router.get("/api/auth/me", Access.IDENTITY, this::me);
        router.put("/api/auth/password", Access.PERSON, this::changePassword);
        router.post("/api/auth/invitations/show", Access.PUBLIC, request -> {
            InvitationLookup lookup = request.body(InvitationLookup.class);
            loginsOfAddress.take(request.clientAddress());
            return () -> Response.ok(invitations.offered(lookup.token()));
        });
        router.post("/api/auth/invitations/accept", Access.PUBLIC, this::accept);
    }

    private Router.Commit login(Request request) {
        loginsOfAddress.take(request.clientAddress());
        LoginRequest login = request.body(LoginRequest.class);
        countAttempt(request, login.email());
        return opening(request, login.cookie(), () -> {
            UserStore.WithPassword user = accounts.check(login.email(), login.password())
                    .orElseThrow(() -> Problem.unauthenticated("The e-mail address or the password is wrong."));
            return () -> accounts.open(user);
        });
    }

    private Router.Commit accept(Request request) {
        InvitationAcceptance acceptance = request.body(InvitationAcceptance.class);
        loginsOfAddress.take(request.clientAddress());
        countAttempt(request, invitations.email(acceptance.token()));
        return opening(request, acceptance.cookie(), () -> invitations.accept(acceptance));
    }

    /** Counts one more try of a password for an e-mail address. */
    private void countAttempt(Request request, String email) {
        // a hash of it, so that what somebody sends does not decide how much is remembered
        String person = SecretGenerator.hash(email.strip().toLowerCase(Locale.ROOT));
        loginsOfPerson.take(request.clientAddress() + " " + person);
    }

    /** Answers with a session, kept by the browser where it is to be a cookie. @param check what comes first */
    private Router.Commit opening(Request request, @Nullable Boolean wanted, Supplier<Supplier<Session>> check) {
        boolean cookie = Boolean.TRUE.equals(wanted);
        if (cookie) {
            // else another site could sign people in as somebody else, and read what they then do
            request.requireOwnPage();
        }
        Optional<String> before = cookie ? request.sessionCookie() : Optional.empty();
        Supplier<Session> opening = check.get();
        return () -> {
            // nobody will send it again; and it may be one that somebody else has put there
            before.ifPresent(accounts::end);
            Session session = opening.get();
            return cookie
                    ? Response.ok(session.withoutToken())
                            .with(request.sessionCookie(session.token(), Accounts.SESSION_LENGTH))
                    : Response.ok(session);
        };
    }

    private Router.Commit changePassword(Request request) {
        User user = ((Principal.Person) request.principal()).user();
        PasswordChange change = request.body(PasswordChange.class);
        loginsOfPerson.take(user.id());
        Runnable store = accounts.change(user, change, request.credential());
        return () -> {
            store.run();
            return Response.noContent();
        };
    }

    private Router.Commit logout(Request request) {
        return () -> {
            accounts.end(request.credential());
            return request.header("Authorization").isPresent()
                    ? Response.noContent()
                    : Response.noContent().with(request.sessionCookie("", Duration.ZERO));
        };
    }

    private Response me(Request request) {
        Organization organization = accounts.organization(request.organizationId())
                .orElseThrow(() -> Problem.notFound("organisation", request.organizationId()));
        Principal principal = request.principal();
        if (principal instanceof Principal.Person person) {
            List<Organization> all = accounts.organizationsOf(person.user().id());
            return Response.ok(new Account(person.user(), organization, all, person.role(), null));
        }
        if (principal instanceof Principal.Assistant assistant) {
            return Response.ok(
                    new Account(assistant.connection().user(), organization, List.of(organization), null, null));
        }
        ApiKey apiKey = ((Principal.Key) principal).apiKey();
        return Response.ok(new Account(null, organization, List.of(organization), null, apiKey));
    }
}
