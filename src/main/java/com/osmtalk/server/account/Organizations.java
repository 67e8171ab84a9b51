package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.api.OrganizationDraft;
import com.osmtalk.api.Role;
import com.osmtalk.api.User;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.validation.FieldErrors;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What an organisation is called and where it is, and making further ones. */
public final class Organizations {
    private static final int NAME_LENGTH = 100;
    private static final int MOST_OF_ONE_PERSON = 20;
    private static final String USUAL_TIME_ZONE = "Asia/Kolkata";

    private final Database database;
    private final Accounts accounts;
    private final OrganizationStore store;
    private final Runnable furnish;

    /** @param furnish gives organisations that are new what every one has */
    public Organizations(Database database, Accounts accounts, Runnable furnish) {
        this.database = database;
        this.accounts = accounts;
        this.store = new OrganizationStore(database);
        this.furnish = furnish;
    }

    /**
     * An organisation of which this person is the owner, with nothing in it but the general agent.
     *
     * @throws Problem INVALID when name or time zone are, CONFLICT when they are in too many already
     */
    Organization create(User owner, OrganizationDraft draft) {
        FieldErrors errors = new FieldErrors();
        errors.required("name", draft.name(), NAME_LENGTH);
        check(draft, errors);
        return database.transaction(handle -> {
            if (accounts.organizationsOf(owner.id()).size() >= MOST_OF_ONE_PERSON) {
                throw Problem.conflict(
                        "too_many_organizations",
                        "You are in " + MOST_OF_ONE_PERSON + " organisations, which is as many as one person may be in"
                                + " and make another. Leave one first.");
            }
            String zone = draft.timeZone() == null ? USUAL_TIME_ZONE : draft.timeZone();
            Organization made = accounts.createOrganization(draft.name().strip(), ZoneId.of(zone));
            accounts.join(owner, made.id(), Role.OWNER);
            furnish.run();
            return made;
        });
    }

    /** Changes what the draft names. @throws Problem INVALID when name or time zone are */
    Organization change(String id, OrganizationDraft draft) {
        FieldErrors errors = new FieldErrors();
        if (draft.name() != null) {
            errors.required("name", draft.name(), NAME_LENGTH);
        }
        check(draft, errors);
        return database.transaction(handle -> {
            store.update(id, stripped(draft.name()), draft.timeZone());
            return get(id);
        });
    }

    Organization get(String id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("organisation", id));
    }

    private static void check(OrganizationDraft draft, FieldErrors errors) {
        if (draft.name() != null && draft.name().chars().anyMatch(Character::isISOControl)) {
            errors.add("name", "must have no line breaks or other control characters");
        }
        if (draft.timeZone() != null && !ZoneId.getAvailableZoneIds().contains(draft.timeZone())) {
            errors.add("timeZone", "must be an IANA time zone like Asia/Kolkata or Europe/Berlin");
        }
        errors.refuseIfAny();
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }
}
