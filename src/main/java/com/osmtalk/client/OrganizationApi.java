package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.CreatedInvitation;
import com.osmtalk.api.Invitation;
import com.osmtalk.api.InvitationDraft;
import com.osmtalk.api.Member;
import com.osmtalk.api.Organization;
import com.osmtalk.api.OrganizationDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Role;
import com.osmtalk.api.RoleChange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The organisation and the people in it. Takes a person's session; what changes something, that of an owner. An
 * idempotency key may be absent: the request is then sent once.
 */
public final class OrganizationApi {
    private static final String ORGANIZATION = "/api/organization";
    private static final String MEMBERS = ORGANIZATION + "/members";
    private static final String INVITATIONS = ORGANIZATION + "/invitations";

    private final ApiTransport transport;

    OrganizationApi(ApiTransport transport) {
        this.transport = transport;
    }

    public Organization get() {
        return transport.get(ORGANIZATION, Map.of(), new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest. */
    public Organization update(OrganizationDraft draft) {
        return transport.put(ORGANIZATION, draft, new TypeReference<>() {});
    }

    /** Makes another organisation, of which whoever asks is the owner. */
    public Organization create(OrganizationDraft draft, @Nullable String idempotencyKey) {
        return transport.post("/api/organizations", draft, idempotencyKey, new TypeReference<>() {});
    }

    public Page<Member> members(PageRequest page) {
        return transport.get(MEMBERS, QueryString.of(page), new TypeReference<>() {});
    }

    /** Refused with 409 when nobody would be an owner any more. */
    public Member setRole(String userId, Role role) {
        return transport.put(member(userId), new RoleChange(role), new TypeReference<>() {});
    }

    /** Takes somebody out of the organisation and ends their sessions. */
    public void remove(String userId) {
        transport.delete(member(userId));
    }

    /** Takes whoever asks out of the organisation. */
    public void leave() {
        transport.post(ORGANIZATION + "/leave");
    }

    /** Those that are neither accepted nor expired, the newest first. */
    public Page<Invitation> invitations(PageRequest page) {
        return transport.get(INVITATIONS, QueryString.of(page), new TypeReference<>() {});
    }

    /** Invites somebody; only this answer has the link. */
    public CreatedInvitation invite(InvitationDraft draft, @Nullable String idempotencyKey) {
        return transport.post(INVITATIONS, draft, idempotencyKey, new TypeReference<>() {});
    }

    public void revokeInvitation(String id) {
        transport.delete(INVITATIONS + "/" + QueryString.segment(id));
    }

    private static String member(String userId) {
        return MEMBERS + "/" + QueryString.segment(userId);
    }
}
