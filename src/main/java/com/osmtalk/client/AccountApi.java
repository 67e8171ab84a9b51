package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Account;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Health;
import com.osmtalk.api.InvitationAcceptance;
import com.osmtalk.api.InvitationLookup;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.OfferedInvitation;
import com.osmtalk.api.PasswordChange;
import com.osmtalk.api.Session;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account routes: what a signed-in person, or an API key in their place, may do. */
public final class AccountApi {
    private final ApiTransport transport;
    private final ApiTransport open;

    /** @param open sends no credentials */
    AccountApi(ApiTransport transport, ApiTransport open) {
        this.transport = transport;
        this.open = open;
    }

    public AgentsApi agents() {
        return new AgentsApi(transport);
    }

    public PhoneNumbersApi phoneNumbers() {
        return new PhoneNumbersApi(transport);
    }

    public CallsApi calls() {
        return new CallsApi(transport);
    }

    public ApiKeysApi apiKeys() {
        return new ApiKeysApi(transport);
    }

    public AssistantsApi assistants() {
        return new AssistantsApi(transport);
    }

    public CampaignsApi campaigns() {
        return new CampaignsApi(transport);
    }

    public ComplianceApi compliance() {
        return new ComplianceApi(transport);
    }

    public DoNotCallApi doNotCall() {
        return new DoNotCallApi(transport);
    }

    public EvalApi eval() {
        return new EvalApi(transport);
    }

    public BillingApi billing() {
        return new BillingApi(transport);
    }

    public TelephonyApi telephony() {
        return new TelephonyApi(transport);
    }

    public OrganizationApi organization() {
        return new OrganizationApi(transport);
    }

    public RecordingsApi recordings() {
        return new RecordingsApi(transport);
    }

    public WebhooksApi webhooks() {
        return new WebhooksApi(transport);
    }

    /**
     * Signs in; {@link OsmTalkClient#withSession} uses the session. An answer that never came left at most an unused
     * session.
     */
    public Session login(LoginRequest request) {
        return open.post("/api/auth/login", request, null, new TypeReference<>() {});
    }

    /** Ends the session this client uses. */
    public void logout() {
        transport.post("/api/auth/logout");
    }

    /** Changes the password of whoever this client is; their other sessions end. */
    public void changePassword(PasswordChange change) {
        transport.put("/api/auth/password", change);
    }

    /** What an invitation's token invites to; asks without credentials. */
    public OfferedInvitation invitation(InvitationLookup lookup) {
        return open.post("/api/auth/invitations/show", lookup, null, new TypeReference<>() {});
    }

    /** Accepts an invitation, once, and signs in. */
    public Session acceptInvitation(InvitationAcceptance acceptance) {
        return open.post("/api/auth/invitations/accept", acceptance, null, new TypeReference<>() {});
    }

    /** Who this client is to the server. */
    public Account me() {
        return transport.get("/api/auth/me", Map.of(), new TypeReference<>() {});
    }

    /**
     * Figures over a period; the server's default period when both are absent.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public Dashboard dashboard(@Nullable Instant from, @Nullable Instant to) {
        return transport.get("/api/dashboard", QueryString.period(from, to), new TypeReference<>() {});
    }

    /** Whether the server is up; asks without credentials. */
    public Health health() {
        return open.get("/healthz", Map.of(), new TypeReference<>() {});
    }

    /** Whether the server is ready for work; asks without credentials. Refused with 503 when it is not. */
    public Health readiness() {
        return open.get("/readyz", Map.of(), new TypeReference<>() {});
    }
}
