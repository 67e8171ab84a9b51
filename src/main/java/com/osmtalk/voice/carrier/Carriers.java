package com.osmtalk.voice.carrier;

import com.osmtalk.api.NumberProvider;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The carriers of this server, by the provider of the number that calls or is called. A provider that is not named has
 * none: nothing stands in for it, since a call that somebody believes to be real must not be held with a simulated
 * person.
 */
public final class Carriers {
    private final Map<NumberProvider, Carrier> byProvider = new EnumMap<>(NumberProvider.class);
    private final Carrier nobody = new NoCarrier();

    public Carriers(Map<NumberProvider, Carrier> byProvider) {
        this.byProvider.putAll(byProvider);
    }

    /**
     * Whether calls of a number can be made and taken here.
     *
     * @param hasTrunk whether the number has a SIP trunk
     */
    public boolean carries(NumberProvider provider, boolean hasTrunk) {
        Carrier carrier = byProvider.get(provider);
        return carrier != null && (hasTrunk || !carrier.needsTrunk());
    }

    /** Who carries the calls of this provider's numbers; where nobody does, a carrier that reaches nobody. */
    public Carrier of(NumberProvider provider) {
        return byProvider.getOrDefault(provider, nobody);
    }

    /**
     * The same for a number of ours.
     *
     * @param number null: there is no phone in the call, and none is reached
     */
    public Carrier of(@Nullable CarriedNumber number) {
        return number == null ? nobody : of(number.provider());
    }

    /** Has each carrier offer the calls that come in. */
    public void listen(IncomingCallListener listener) {
        Collection<Carrier> each = new LinkedHashSet<>(byProvider.values());
        each.forEach(carrier -> carrier.listen(listener));
    }
}
