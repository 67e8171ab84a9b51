package com.osmtalk.server.dnc;

import com.osmtalk.api.DncBulkRequest;
import com.osmtalk.api.DncBulkResult;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.DncEntry.Source;
import com.osmtalk.api.DncRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.numbering.UnusableNumberException;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The do-not-call list of each organisation. Any number can be on it, dialable or not. */
public final class DncList {
    static final int MAX_BULK = 1000;
    private static final int REASON_LENGTH = 500;

    private final Database database;
    private final DncStore store;
    private final Clock clock;
    private final NumberingPlan plan = new NumberingPlan();

    public DncList(Database database, Clock clock) {
        this.database = database;
        this.store = new DncStore(database);
        this.clock = clock;
    }

    /** Whether the organisation must not dial a number: it, or another one of the same subscriber, is on the list. */
    public boolean contains(String organizationId, PhoneNumber number) {
        return store.find(organizationId, number).isPresent();
    }

    /** Puts a number on the list because the person asked for it; one that is there stays as it is. */
    public void optOut(String organizationId, PhoneNumber number, @Nullable String reason) {
        store.insert(organizationId, entry(new DncRequest(number, reason, Source.OPT_OUT), Source.OPT_OUT));
    }

    /** All, the newest first. */
    public Page<DncEntry> list(String organizationId, PageRequest request) {
        return list(organizationId, null, null, request);
    }

    /**
     * Those that are looked for, the newest first.
     *
     * @param number only the entry of its subscriber; null: any
     * @param text only entries with these digits in the number, or these words in the reason; null: any
     */
    public Page<DncEntry> list(
            String organizationId, @Nullable PhoneNumber number, @Nullable String text, PageRequest request) {
        DncSearch search = new DncSearch(number, text, Optional.ofNullable(text).flatMap(this::number));
        return store.list(organizationId, search, Keyset.byId("dnc", request));
    }

    private Optional<PhoneNumber> number(String text) {
        try {
            return Optional.of(plan.parse(text));
        } catch (UnusableNumberException wordsOrSomeDigits) {
            return Optional.empty();
        }
    }

    /** @param isNew false: it was on the list already, and is as it was */
    public record Added(DncEntry entry, boolean isNew) {}

    /**
     * Puts a number on the list.
     *
     * @param source when the request names none
     * @throws Problem INVALID when a field is invalid
     */
    public Added add(String organizationId, DncRequest request, Source source) {
        FieldErrors errors = new FieldErrors();
        errors.optional("reason", request.reason(), REASON_LENGTH);
        requireNumber("phoneNumber", request.phoneNumber(), errors);
        errors.refuseIfAny();
        return database.transaction(handle -> {
            boolean isNew = store.insert(organizationId, entry(request, source));
            return new Added(store.find(organizationId, request.phoneNumber()).orElseThrow(), isNew);
        });
    }

    /**
     * Puts up to 1,000 numbers on the list, all or none.
     *
     * @throws Problem INVALID naming every invalid entry
     */
    public DncBulkResult addAll(String organizationId, DncBulkRequest request) {
        FieldErrors errors = new FieldErrors();
        List<DncRequest> entries = errors.elements("entries", request.entries(), MAX_BULK);
        for (int i = 0; i < entries.size(); i++) {
            errors.optional("entries[" + i + "].reason", entries.get(i).reason(), REASON_LENGTH);
            requireNumber("entries[" + i + "].phoneNumber", entries.get(i).phoneNumber(), errors);
        }
        errors.refuseIfAny();
        int inserted = store.insert(
                organizationId,
                entries.stream().map(entry -> entry(entry, Source.IMPORTED)).toList());
        return new DncBulkResult(inserted, entries.size() - inserted);
    }

    /** Takes an entry off the list. @throws Problem NOT_FOUND when it is not on it */
    public void remove(String organizationId, String id) {
        if (!store.delete(organizationId, id)) {
            throw Problem.notFound("do-not-call entry", id);
        }
    }

    /**
     * A number that nobody has can't be dialled anyway: whoever lists it has mistyped another one, which would stay
     * callable. WhatsApp's forms, which nobody dials, are taken for the subscriber they reach.
     */
    private void requireNumber(String path, PhoneNumber number, FieldErrors errors) {
        if (!plan.isValid(number)
                && !plan.isValid(PhoneNumber.of(Subscriber.of(number).key()))) {
            errors.add(
                    path,
                    number + " is not a valid phone number, so nobody would be kept from being called. Check its"
                            + " digits");
        }
    }

    private DncEntry entry(DncRequest request, Source source) {
        return new DncEntry(
                Ids.next("dnc"),
                request.phoneNumber(),
                request.reason(),
                request.source() == null ? source : request.source(),
                clock.instant());
    }
}
