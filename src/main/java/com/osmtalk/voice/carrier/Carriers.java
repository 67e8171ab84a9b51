package com.osmtalk.voice.carrier;

import com.osmtalk.api.NumberProvider;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The carriers of this server, by the provider of the number that calls or is called. */
public final class Carriers {
    private final Map<NumberProvider, Carrier> byProvider = new EnumMap<>(NumberProvider.class);
    private final Carrier nobody = new NoCarrier();

    /**
     * Every provider has a carrier: those that are not named get that of {@link NumberProvider#SIMULATED}. So a number
     * that was attached with a trunk makes simulated calls as long as no carrier for trunks is named, as it always has.
     *
     * @throws IllegalArgumentException when none is named for the simulated network
     */
    public Carriers(Map<NumberProvider, Carrier> named) {
        Carrier otherwise = named.get(NumberProvider.SIMULATED);
        if (otherwise == null) {
            throw new IllegalArgumentException("the simulated network must have a carrier");
        }
        for (NumberProvider provider : NumberProvider.values()) {
            byProvider.put(provider, named.getOrDefault(provider, otherwise));
        }
    }

    /** The same carrier for all numbers. */
    public static Carriers only(Carrier carrier) {
        return new Carriers(Map.of(NumberProvider.SIMULATED, carrier));
    }

    /**
     * Who carries the calls of a number of ours.
     *
     * @param number null: there is no phone in the call, and none is reached
     */
    public Carrier of(@Nullable CarriedNumber number) {
        return number == null ? nobody : byProvider.get(number.provider());
    }

    /** Has each carrier offer the calls that come in. */
    public void listen(IncomingCallListener listener) {
        Collection<Carrier> each = new LinkedHashSet<>(byProvider.values());
        each.forEach(carrier -> carrier.listen(listener));
    }
}
