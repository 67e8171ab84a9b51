package com.osmtalk.server.http;

import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * The parameters of a request's query; each accessor refuses an invalid value with a problem that names the parameter.
 */
public interface Query {
    Optional<String> text(String name);

    /** The same, with nothing refused; empty when it is absent. */
    String given(String name);

    Optional<Instant> time(String name);

    /** In its canonical form, however it was written. */
    Optional<PhoneNumber> phoneNumber(String name);

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type);

    int number(String name, int min, int max, int whenAbsent);

    /** {@code limit} (1 to 100, default 20), {@code cursor} and {@code offset}. */
    PageRequest page();

    /** The same with limits of its own. */
    PageRequest page(int defaultLimit, int maxLimit);

    /**
     * Refuses what nobody has asked for so far, as is done by itself once a request is prepared: for a route that
     * changes something before that.
     *
     * @throws Problem INVALID naming each parameter that no accessor asked for
     */
    void refuseUnknown();
}
