package com.osmtalk.server.account;

import com.osmtalk.api.Member;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Role;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;

/**
 * The people of an organisation. Whoever changes who they are holds the organisation's lock: two owners who make each
 * other members at once would otherwise leave it without one.
 */
public final class Memberships {
    private final Database database;
    private final MembershipStore memberships;
    private final UserStore users;

    public Memberships(Database database) {
        this.database = database;
        this.memberships = new MembershipStore(database);
        this.users = new UserStore(database);
    }

    Page<Member> list(String organizationId, PageRequest page) {
        return memberships.page(organizationId, Keyset.byId("usr", page));
    }

    /** @throws Problem NOT_FOUND when they are no member, CONFLICT when nobody would be an owner any more */
    Member setRole(String organizationId, String userId, Role role) {
        return database.transaction(handle -> {
            Member member = locked(organizationId, userId);
            if (role != Role.OWNER) {
                refuseLastOwner(organizationId, member);
            }
            memberships.setRole(organizationId, userId, role);
            return new Member(member.id(), member.email(), member.name(), role, member.joinedAt());
        });
    }

    /**
     * Takes a person out of an organisation, and ends their sessions.
     *
     * @throws Problem NOT_FOUND when they are no member, CONFLICT when they are the last owner
     */
    void remove(String organizationId, String userId) {
        leave(organizationId, userId);
        users.deleteSessions(userId);
    }

    /** The same for whoever goes by themselves: they stay signed in, as they may be in other organisations. */
    void leave(String organizationId, String userId) {
        database.transaction(handle -> {
            refuseLastOwner(organizationId, locked(organizationId, userId));
            memberships.delete(organizationId, userId);
            return null;
        });
    }

    private Member locked(String organizationId, String userId) {
        memberships.lock(organizationId);
        return memberships.find(organizationId, userId).orElseThrow(() -> Problem.notFound("member", userId));
    }

    private void refuseLastOwner(String organizationId, Member member) {
        if (member.role() == Role.OWNER && memberships.owners(organizationId) == 1) {
            throw Problem.conflict(
                    "last_owner",
                    member.email() + " is the only owner of this organisation, and one must remain. Make somebody else"
                            + " an owner first.");
        }
    }
}
