package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.osmtalk.api.AssistantApproval;
import com.osmtalk.api.AssistantLimits;
import com.osmtalk.api.AssistantRedirect;
import com.osmtalk.api.AssistantRequest;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.User;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens between a client's question and a person's answer. A question belongs to the browser that opened it: a
 * link to it that is sent to somebody else can't be answered there, or that person would connect their account to a
 * stranger's assistant.
 */
public final class Consents {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final ConsentStore store;
    private final Accounts accounts;
    private final AssistantConnections connections;
    private final Grants grants;
    private final Clock clock;
    private final SecretGenerator secrets = new SecretGenerator();

    public Consents(
            Database database, Accounts accounts, AssistantConnections connections, Grants grants, Clock clock) {
        this.database = database;
        this.store = new ConsentStore(database);
        this.accounts = accounts;
        this.connections = connections;
        this.grants = grants;
        this.clock = clock;
    }

    /** Keeps a question until somebody answers it. @return its id, which nobody can guess */
    String ask(AuthorizationAsked asked, String browser) {
        String id = secrets.token("oar_");
        store.insert(SecretGenerator.hash(id), SecretGenerator.hash(browser), asked);
        return id;
    }

    /** @throws Problem NOT_FOUND when it has expired, was answered, or was opened in another browser */
    AssistantRequest look(String id, @Nullable String browser) {
        AuthorizationAsked asked = require(id, browser);
        return new AssistantRequest(
                id,
                asked.clientName(),
                RedirectUris.shown(asked.redirectUri()),
                RedirectUris.isOnThisDevice(asked.redirectUri()),
                asked.scopes(),
                asked.expiresAt());
    }

    /**
     * Connects the client, and tells where the browser takes the code.
     *
     * @param organizationId that the person acts for now
     * @throws Problem as {@link #look}; FORBIDDEN for an organisation that the person is no member of, INVALID for
     *     scopes that nobody asked for, or as {@link AssistantConnections#check}
     */
    AssistantRedirect approve(
            User person, String organizationId, String id, @Nullable String browser, AssistantApproval approval) {
        AuthorizationAsked asked = require(id, browser);
        String chosen = approval.organizationId() == null ? organizationId : approval.organizationId();
        if (accounts.organizationsOf(person.id()).stream()
                .noneMatch(one -> one.id().equals(chosen))) {
            throw Problem.forbidden("You are not a member of this organisation.");
        }
        List<AssistantScope> scopes = approval.scopes() == null
                ? asked.scopes()
                : approval.scopes().stream().filter(Objects::nonNull).distinct().toList();
        if (scopes.isEmpty() || !asked.scopes().containsAll(scopes)) {
            throw Problem.invalid("scopes", "must be some of those that the assistant has asked for");
        }
        AssistantLimits limits =
                new AssistantLimits(approval.phoneNumberIds(), approval.maxCallsPerDay(), approval.maxSpendPerDay());
        String code = database.transaction(handle -> {
            requireUndecided(id);
            String connection = connections.connect(person.id(), chosen, asked, scopes, limits);
            return grants.code(connection, asked, scopes);
        });
        URI to = new AuthorizationSuccessResponse(
                        URI.create(asked.redirectUri()),
                        new AuthorizationCode(code),
                        null,
                        asked.state() == null ? null : new State(asked.state()),
                        new Issuer(asked.issuer()),
                        ResponseMode.QUERY)
                .toURI();
        return new AssistantRedirect(to.toString());
    }

    /** Tells the client that the person does not want it. @throws Problem as {@link #look} */
    AssistantRedirect deny(String id, @Nullable String browser) {
        AuthorizationAsked asked = require(id, browser);
        requireUndecided(id);
        return new AssistantRedirect(refusal(
                        asked.redirectUri(),
                        asked.state(),
                        asked.issuer(),
                        OAuth2Error.ACCESS_DENIED.setDescription("The person does not want to connect."))
                .toString());
    }

    /** The client's address with an error. */
    static URI refusal(String redirectUri, @Nullable String state, String issuer, ErrorObject error) {
        return new AuthorizationErrorResponse(
                        URI.create(redirectUri),
                        error,
                        state == null ? null : new State(state),
                        new Issuer(issuer),
                        ResponseMode.QUERY)
                .toURI();
    }

    private AuthorizationAsked require(String id, @Nullable String browser) {
        if (browser == null) {
            throw gone();
        }
        return store.find(SecretGenerator.hash(id), SecretGenerator.hash(browser), clock.millis())
                .orElseThrow(Consents::gone);
    }

    private void requireUndecided(String id) {
        if (!store.delete(SecretGenerator.hash(id))) {
            throw gone();
        }
    }

    private static Problem gone() {
        return Problem.notFound("This request has been answered, has expired, or was opened in another browser. Connect"
                + " again in the assistant.");
    }

    /** Deletes questions that nobody has answered in time. */
    public int purge() {
        return store.purge(clock.millis());
    }
}
