package com.osmtalk.server.number;

import com.osmtalk.api.Money;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumber.Capability;
import com.osmtalk.api.OwnedNumber.Status;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Carriers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The telephone numbers of each organisation; a number is held by one at a time. Every method sees those of one
 * organisation only: any other id is a {@link Problem} of kind NOT_FOUND, as that of a released number is.
 */
public final class Numbers {
    /** The reason of what is refused because nobody carries a number's calls here. */
    public static final String NO_CARRIER = "no_carrier";

    private static final int FEW = 5;

    private static final int LABEL_LENGTH = 100;
    private static final NumberProvider DEFAULT_PROVIDER = NumberProvider.SIMULATED;
    private static final List<Capability> DEFAULT_CAPABILITIES = List.of(Capability.VOICE);

    private final Database database;
    private final NumberStore store;
    private final Carriers carriers;
    private final NumberingPlan plan;
    private final Agents agents;
    private final Clock clock;
    private final List<NumberUse> uses = new CopyOnWriteArrayList<>();

    /** @param carriers say which numbers can be called from here, and whose calls are simulated */
    public Numbers(Database database, Carriers carriers, NumberingPlan plan, Agents agents, Clock clock) {
        this.database = database;
        this.store = new NumberStore(database, carriers);
        this.carriers = carriers;
        this.plan = plan;
        this.agents = agents;
        this.clock = clock;
    }

    /** Keeps numbers that are in use from being released. Called while the server is wired. */
    public void keep(NumberUse use) {
        uses.add(use);
    }

    /** All, the newest first. */
    public Page<OwnedNumber> list(String organizationId, PageRequest request) {
        return list(organizationId, Optional.empty(), request);
    }

    /** The newest first. @param only the ids of those that are there for whoever asks; empty: all */
    public Page<OwnedNumber> list(String organizationId, Optional<List<String>> only, PageRequest request) {
        return store.list(organizationId, only, Keyset.byId("pn", request));
    }

    /** Those that calls can be made from. */
    public Page<OwnedNumber> active(String organizationId, PageRequest request) {
        return active(organizationId, Optional.empty(), request);
    }

    /** Those of {@link #list} that calls can be made from. */
    public Page<OwnedNumber> active(String organizationId, Optional<List<String>> only, PageRequest request) {
        return store.active(organizationId, only, Keyset.byId("pn", request));
    }

    /**
     * The number a call is to be made from. Called in the transaction that stores the call, it also keeps the number
     * from being released before the call can be seen.
     *
     * @throws Problem as {@link #requireActive}, and REFUSED {@code no_carrier} when its provider has no carrier here
     */
    public OwnedNumber forCall(String organizationId, String id) {
        OwnedNumber number = requireActive(organizationId, id);
        requireCarrier(number);
        return number;
    }

    /**
     * {@link #forCall}, where the call names no number and there is one alone.
     *
     * @throws Problem INVALID when there are several, or none
     */
    public OwnedNumber onlyForCall(String organizationId) {
        Page<OwnedNumber> all = active(organizationId, PageRequest.first(FEW));
        if (all.data().size() != 1) {
            throw Problem.invalid(
                    "phoneNumberId",
                    all.data().isEmpty()
                            ? "is required, and there is no number to call from: buy or add one first"
                            : "is required, since there are several numbers: "
                                    + all.data().stream()
                                            .map(number -> number.id() + " (" + number.phoneNumber() + ")")
                                            .collect(Collectors.joining(", "))
                                    + (all.nextCursor() == null ? "" : " and more"));
        }
        return forCall(organizationId, all.data().get(0).id());
    }

    /**
     * A number to plan calls with, kept from being released until this transaction has ended.
     *
     * @throws Problem NOT_FOUND when there is no such number, CONFLICT {@code number_not_active} when it can't be
     *     called from
     */
    public OwnedNumber requireActive(String organizationId, String id) {
        OwnedNumber number = require(organizationId, id, RowLock.SHARED);
        if (number.status() != Status.ACTIVE) {
            throw Problem.conflict(
                    "number_not_active", number.phoneNumber() + " is not active yet; call from another number.");
        }
        return number;
    }

    /**
     * The number a call has come in on, kept from being released as {@link #forCall} does.
     *
     * @param carrier the one that has brought the call. It must be the number's own: a simulated person must not be
     *     heard on a real number, nor a real one on a simulated number
     * @throws Problem NOT_FOUND when the organisation does not hold it, REFUSED {@code no_carrier} when the number's
     *     provider has no carrier here, or another one
     */
    public OwnedNumber called(String organizationId, PhoneNumber phoneNumber, Carrier carrier) {
        OwnedNumber number = store.find(organizationId, phoneNumber, RowLock.SHARED)
                .orElseThrow(() -> Problem.notFound("phone number", phoneNumber.e164()));
        requireCarrier(number);
        if (carriers.of(number.provider()) != carrier) {
            throw Problem.refused(
                    NO_CARRIER,
                    "Calls to " + phoneNumber + " come in through the carrier of its provider, "
                            + Columns.name(number.provider()) + ", only; this one did not. Nothing was charged.");
        }
        return number;
    }

    /** @throws Problem REFUSED {@code no_carrier} when no call can be made from it, or taken on it */
    private void requireCarrier(OwnedNumber number) {
        boolean needsTrunk = carriers.of(number.provider()).needsTrunk();
        if (needsTrunk && !Boolean.TRUE.equals(number.canCall())) {
            throw Problem.refused(
                    NO_CARRIER,
                    number.phoneNumber() + " has no SIP trunk: no call can be made from it or taken on it here, and"
                            + " nothing was charged. Give it one (PUT /api/telephony/numbers/{id}/trunk), or use"
                            + " another number; to try things out, set its provider to simulated, where nobody's"
                            + " phone rings.");
        }
        if (!needsTrunk) {
            requireCarrier(number.phoneNumber(), number.provider());
        }
    }

    /** @throws Problem REFUSED {@code no_carrier} when no call can be made from such a number, without a trunk */
    public void requireCarrier(PhoneNumber number, NumberProvider provider) {
        if (!carriers.carries(provider, false)) {
            throw Problem.refused(
                    NO_CARRIER,
                    number + " is a number of the provider " + Columns.name(provider)
                            + ", and this server has no carrier for it: no call can be made from it or taken on it"
                            + " here, and nothing was charged. Use another number; to try things out, set its provider"
                            + " to simulated, where nobody's phone rings.");
        }
    }

    /** A number and whose it is. */
    public record Holding(String organizationId, OwnedNumber number) {}

    /**
     * Who holds a number, for what comes in on it; empty when nobody does or it is not active. A message may name it by
     * another of its forms, as WhatsApp does with numbers of some countries.
     */
    public Optional<Holding> holding(PhoneNumber phoneNumber) {
        return store.holding(phoneNumber).filter(found -> found.number().status() == Status.ACTIVE);
    }

    /**
     * Takes a number.
     *
     * @throws Problem INVALID naming every invalid field, CONFLICT {@code number_taken} when it is held
     */
    public OwnedNumber take(String organizationId, OwnedNumberDraft draft) {
        return take(organizationId, draft, Money.ZERO);
    }

    /** The same with a number that costs something each month. */
    public OwnedNumber take(String organizationId, OwnedNumberDraft draft, Money monthlyCost) {
        FieldErrors errors = new FieldErrors();
        PhoneNumber phoneNumber = draft.phoneNumber();
        Optional<String> country = Optional.empty();
        if (phoneNumber == null) {
            errors.add("phoneNumber", "is required");
        } else {
            country = plan.isValid(phoneNumber) ? plan.country(phoneNumber) : Optional.empty();
            if (country.isEmpty()) {
                errors.add("phoneNumber", "is not a valid phone number in any country");
            }
        }
        check(organizationId, draft, errors);
        errors.refuseIfAny();
        NumberProvider provider = draft.provider() == null ? DEFAULT_PROVIDER : draft.provider();
        OwnedNumber number = new OwnedNumber(
                Ids.next("pn"),
                phoneNumber,
                draft.label() == null ? phoneNumber.e164() : draft.label(),
                provider,
                carriers.of(provider).simulated(),
                carriers.carries(provider, false),
                noneIfEmpty(draft.agentId()),
                draft.capabilities() == null ? DEFAULT_CAPABILITIES : sorted(draft.capabilities()),
                country.orElseThrow(),
                Status.ACTIVE,
                monthlyCost,
                clock.instant());
        return database.transaction(handle -> {
            if (!store.insert(organizationId, number)) {
                throw Problem.conflict("number_taken", phoneNumber + " is already held; take another number.");
            }
            return require(organizationId, number.id(), RowLock.NONE);
        });
    }

    /** Whether an organisation holds a number. */
    public boolean has(String organizationId, String id) {
        return store.find(organizationId, id, RowLock.NONE).isPresent();
    }

    /** @throws Problem NOT_FOUND when the organisation does not hold it */
    public OwnedNumber get(String organizationId, String id) {
        return require(organizationId, id, RowLock.NONE);
    }

    /** Those of the numbers that somebody holds, be it another organisation. */
    public Set<PhoneNumber> held(List<PhoneNumber> among) {
        return store.held(among);
    }

    /**
     * Changes the fields that are set; the number itself stays.
     *
     * @throws Problem INVALID naming every invalid field, CONFLICT {@code number_in_use} for another provider while it
     *     has live calls or a campaign calls from it: one that was asked for as simulated must not be dialled as a real
     *     one, nor the other way
     */
    public OwnedNumber update(String organizationId, String id, OwnedNumberDraft change) {
        return database.transaction(handle -> {
            OwnedNumber number = require(organizationId, id, RowLock.EXCLUSIVE);
            FieldErrors errors = new FieldErrors();
            if (change.phoneNumber() != null && !change.phoneNumber().equals(number.phoneNumber())) {
                errors.add("phoneNumber", "can't be changed; release this number and take the other");
            }
            check(organizationId, change, errors);
            errors.refuseIfAny();
            NumberProvider provider = change.provider() == null ? number.provider() : change.provider();
            if (provider != number.provider()) {
                requireUnused(organizationId, number, "change its provider");
            }
            store.update(new OwnedNumber(
                    id,
                    number.phoneNumber(),
                    change.label() == null ? number.label() : change.label(),
                    provider,
                    carriers.of(provider).simulated(),
                    number.canCall(),
                    change.agentId() == null ? number.agentId() : noneIfEmpty(change.agentId()),
                    change.capabilities() == null ? number.capabilities() : sorted(change.capabilities()),
                    number.country(),
                    number.status(),
                    number.monthlyCost(),
                    number.createdAt()));
            return require(organizationId, id, RowLock.NONE);
        });
    }

    /**
     * Gives a number up; anybody may take it then.
     *
     * @throws Problem CONFLICT {@code number_in_use} while it has live calls, or a campaign calls from it
     */
    public void release(String organizationId, String id) {
        database.transaction(handle -> {
            OwnedNumber number = require(organizationId, id, RowLock.EXCLUSIVE);
            requireUnused(organizationId, number, "release it");
            store.release(id, clock.instant());
            return null;
        });
    }

    private void requireUnused(String organizationId, OwnedNumber number, String intent) {
        long live = store.liveCalls(organizationId, number.id());
        if (live > 0) {
            throw Problem.conflict(
                    "number_in_use",
                    number.phoneNumber() + " has " + live + (live == 1 ? " live call" : " live calls")
                            + "; end or wait for them, then " + intent + ".");
        }
        uses.stream()
                .flatMap(use -> use.of(organizationId, number.id()).stream())
                .findFirst()
                .ifPresent(use -> {
                    throw Problem.conflict(
                            "number_in_use",
                            number.phoneNumber() + " is used by " + use + "; end that, then " + intent + ".");
                });
    }

    private void check(String organizationId, OwnedNumberDraft draft, FieldErrors errors) {
        if (draft.label() != null) {
            errors.required("label", draft.label(), LABEL_LENGTH);
        }
        String agentId = noneIfEmpty(draft.agentId());
        if (agentId != null && !agents.exists(organizationId, agentId)) {
            errors.add("agentId", "there is no agent " + agentId);
        }
        if (draft.capabilities() != null && draft.capabilities().isEmpty()) {
            errors.add("capabilities", "must name at least one");
        }
        errors.elements("capabilities", draft.capabilities(), Capability.values().length);
    }

    private OwnedNumber require(String organizationId, String id, RowLock lock) {
        return store.find(organizationId, id, lock).orElseThrow(() -> Problem.notFound("phone number", id));
    }

    private static List<Capability> sorted(List<Capability> capabilities) {
        return capabilities.stream().distinct().sorted().toList();
    }

    private static @Nullable String noneIfEmpty(@Nullable String agentId) {
        return agentId == null || agentId.isEmpty() ? null : agentId;
    }
}
