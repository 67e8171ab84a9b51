package com.osmtalk.server.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one page of a list begins: below a key, the newest first ("keyset paging"). A cursor is the last key of the
 * page it came with, in Base64 so that nobody builds on what is in it.
 *
 * <p>A query takes {@code key < :before ORDER BY key DESC LIMIT :fetch OFFSET :offset} and hands its rows to {@link
 * #page}. Since ids contain the time they were made at (ULID), ordering by id is ordering by time, and the primary
 * key's index finds any page at the same cost.
 *
 * @param before rows start below this key
 * @param offset rows to skip; 0 when there is a cursor
 * @param fromStart whether there is no cursor
 */
public record Keyset<K>(K before, int limit, int offset, boolean fromStart) {
    private static final int ULID_LENGTH = 26;

    /**
     * A list ordered by ids.
     *
     * @param prefix of the list's ids: {@code agent}, {@code pn}, …
     * @throws Problem INVALID when the cursor is not one of such a list
     */
    public static Keyset<String> byId(String prefix, PageRequest request) {
        String cursor = request.cursor();
        if (cursor == null) {
            return new Keyset<>(prefix + "_Z", request.limit(), request.offset(), true);
        }
        String id = decoded(cursor);
        if (id == null || !id.matches(prefix + "_[0-9A-Z]{" + ULID_LENGTH + "}")) {
            throw badCursor();
        }
        return new Keyset<>(id, request.limit(), 0, false);
    }

    /**
     * A list ordered by numbers, as versions are.
     *
     * @throws Problem INVALID when the cursor is not one of such a list
     */
    public static Keyset<Integer> byNumber(PageRequest request) {
        String cursor = request.cursor();
        if (cursor == null) {
            return new Keyset<>(Integer.MAX_VALUE, request.limit(), request.offset(), true);
        }
        String number = decoded(cursor);
        if (number == null || !number.matches("[0-9]{1,9}")) {
            throw badCursor();
        }
        return new Keyset<>(Integer.valueOf(number), request.limit(), 0, false);
    }

    /**
     * A list ordered by time, and by id where times are the same.
     *
     * @param prefix of the list's ids
     * @throws Problem INVALID when the cursor is not one of such a list
     */
    public static Keyset<Moment> byTime(String prefix, PageRequest request) {
        String cursor = request.cursor();
        if (cursor == null) {
            return new Keyset<>(new Moment(Long.MAX_VALUE, ""), request.limit(), request.offset(), true);
        }
        String moment = decoded(cursor);
        if (moment == null || !moment.matches("[0-9]{1,15}:" + prefix + "_[0-9A-Z]{" + ULID_LENGTH + "}")) {
            throw badCursor();
        }
        int colon = moment.indexOf(':');
        Moment before = new Moment(Long.parseLong(moment.substring(0, colon)), moment.substring(colon + 1));
        return new Keyset<>(before, request.limit(), 0, false);
    }

    /** The key of a list ordered by time. @param millis since the epoch */
    public record Moment(long millis, String id) {
        @Override
        public String toString() {
            return millis + ":" + id;
        }
    }

    /** Rows to ask for: one more than are shown, which tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The page.
     *
     * @param rows what the query gave, at most {@link #fetch}
     * @param count counts the whole list; not asked by a page that shows all of it
     */
    public <T> Page<T> page(List<T> rows, LongSupplier count, Function<T, K> key) {
        boolean more = rows.size() > limit;
        long total = fromStart && offset == 0 && !more ? rows.size() : count.getAsLong();
        List<T> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? encoded(key.apply(shown.get(shown.size() - 1)).toString()) : null;
        return new Page<>(List.copyOf(shown), total, limit, offset, next);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    private static @Nullable String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static Problem badCursor() {
        return Problem.invalid("cursor", "is not a cursor of this list; leave it out to start from the beginning");
    }
}
