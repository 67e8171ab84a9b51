package com.osmtalk.server.account;

import com.osmtalk.api.InvitationDraft;
import com.osmtalk.api.OrganizationDraft;
import com.osmtalk.api.RoleChange;
import com.osmtalk.api.User;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.Principal;

/** {@code /api/organization}: the organisation itself, the people in it, and who is asked to join. */
public final class OrganizationRoutes implements Feature {
    private static final String MEMBERS = "/api/organization/members";
    private static final String INVITATIONS = "/api/organization/invitations";

    private final Organizations organizations;
    private final Memberships memberships;
    private final Invitations invitations;

    public OrganizationRoutes(Organizations organizations, Memberships memberships, Invitations invitations) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.invitations = invitations;
    }

    @Override
    public void register(Router router) {
        router.post("/api/organizations", Access.PERSON, request -> {
            OrganizationDraft draft = request.body(OrganizationDraft.class);
            return () -> Response.created(organizations.create(person(request), draft));
        });
        router.get(
                "/api/organization",
                Access.ACCOUNT,
                request -> Response.ok(organizations.get(request.organizationId())));
        router.put("/api/organization", Access.OWNER, request -> {
            OrganizationDraft draft = request.body(OrganizationDraft.class);
            return () -> Response.ok(organizations.change(request.organizationId(), draft));
        });
        router.post("/api/organization/leave", Access.PERSON, request -> () -> {
            memberships.leave(request.organizationId(), person(request).id());
            return Response.noContent();
        });
        registerMembers(router);
        registerInvitations(router);
    }

    private void registerMembers(Router router) {
        router.get(
                MEMBERS,
                Access.PERSON,
                request -> Response.ok(memberships.list(
                        request.organizationId(), request.query().page())));
        router.put(MEMBERS + "/{id}", Access.OWNER, request -> {
            RoleChange change = request.body(RoleChange.class);
            return () -> Response.ok(memberships.setRole(request.organizationId(), request.path("id"), change.role()));
        });
        router.delete(MEMBERS + "/{id}", Access.OWNER, request -> () -> {
            memberships.remove(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }

    private void registerInvitations(Router router) {
        router.get(
                INVITATIONS,
                Access.OWNER,
                request -> Response.ok(invitations.list(
                        request.organizationId(), request.query().page())));
        router.post(INVITATIONS, Access.OWNER, request -> {
            InvitationDraft draft = request.body(InvitationDraft.class);
            return () -> Response.createdSecret(invitations.create(request.organizationId(), person(request), draft));
        });
        router.delete(INVITATIONS + "/{id}", Access.OWNER, request -> () -> {
            invitations.revoke(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }

    /** Whoever has signed in: none of these routes takes a key. */
    private static User person(Request request) {
        return ((Principal.Person) request.principal()).user();
    }
}
