package com.osmtalk.voice.phone.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may send us SIP at all: the addresses of the trunks. Every open SIP port is found by scanners within hours, and
 * they send thousands of requests; so what comes from elsewhere is thrown away where it arrives, before it is parsed.
 * It is counted, and told to the log once a minute at most.
 */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Map<InetAddress, Integer> inCalls = new ConcurrentHashMap<>();
    private final SparseCount refused = new SparseCount();
    private volatile Set<InetAddress> trunks = Set.of();
    private volatile List<AddressBlock> blocks = List.of();
    private final Set<InetAddress> known = ConcurrentHashMap.newKeySet();

    /** One that we have sent something. */
    void add(InetAddress address) {
        known.add(address);
    }

    /** The far end of a call, which may be elsewhere than its trunk, until {@link #leave}. */
    void enter(InetAddress address) {
        inCalls.merge(address, 1, Integer::sum);
    }

    void leave(InetAddress address) {
        inCalls.computeIfPresent(address, (left, calls) -> calls == 1 ? null : calls - 1);
    }

    /**
     * All trunks of our numbers, instead of those before.
     *
     * @param rings where they ring from besides
     */
    void setTrunks(Set<InetAddress> addresses, Set<AddressBlock> rings) {
        trunks = Set.copyOf(addresses);
        blocks = List.copyOf(rings);
    }

    boolean isKnown(InetAddress address) {
        return trunks.contains(address)
                || known.contains(address)
                || inCalls.containsKey(address)
                || blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** How much was thrown away since the start: datagrams, and connections. */
    long refused() {
        return refused.total();
    }

    /** Whether something from there is to be looked at; counts it when not. */
    boolean admit(InetAddress address) {
        if (isKnown(address)) {
            return true;
        }
        refused.count()
                .ifPresent(count -> LOG.info(
                        "SIP from {}, which is no trunk's address, is refused; {} such packets and connections so far",
                        address.getHostAddress(),
                        count));
        return false;
    }
}
