package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trunks of our numbers with their addresses as DNS has them now: who may ring us, and at which numbers. Looked up
 * again and again, since addresses change, and numbers are attached and released, also by other servers.
 */
final class KnownTrunks {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTrunks.class);

    private final TrunkTargets targets;
    private volatile Supplier<List<CarriedNumber>> numbers = List::of;
    private volatile List<Entry> entries = List.of();

    /**
     * @param targets none: the trunk's host can't be resolved now
     * @param blocks where it rings from besides
     */
    record Entry(PhoneNumber number, SipTrunk trunk, List<Target> targets, List<AddressBlock> blocks) {
        boolean isAt(InetAddress address) {
            return targets.stream()
                            .anyMatch(target -> target.address().getAddress().equals(address))
                    || blocks.stream().anyMatch(block -> block.contains(address));
        }
    }

    KnownTrunks(TrunkTargets targets) {
        this.targets = targets;
    }

    /** @param held those that are held and have a trunk; may look into a database */
    void of(Supplier<List<CarriedNumber>> held) {
        numbers = held;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The numbers that a call from an address may be for. */
    List<Entry> at(InetAddress address) {
        return entries.stream().filter(entry -> entry.isAt(address)).toList();
    }

    Set<InetAddress> addresses() {
        Set<InetAddress> addresses = new HashSet<>();
        entries.forEach(entry ->
                entry.targets().forEach(target -> addresses.add(target.address().getAddress())));
        return addresses;
    }

    Set<AddressBlock> blocks() {
        return entries.stream().flatMap(entry -> entry.blocks().stream()).collect(Collectors.toSet());
    }

    private static List<AddressBlock> blocks(SipTrunk trunk) {
        return Objects.requireNonNull(trunk.inboundAddresses()).stream()
                .flatMap(text -> AddressBlock.parse(text).stream())
                .toList();
    }

    /** Looks all of them up again; waits for the database, and for DNS. */
    void refresh() {
        List<Entry> before = entries;
        List<CompletableFuture<Entry>> lookups = new ArrayList<>();
        for (CarriedNumber number : numbers.get()) {
            trunk(number)
                    .ifPresent(trunk -> lookups.add(targets.find(trunk)
                            .toCompletableFuture()
                            .handle((found, problem) -> new Entry(
                                    number.number(),
                                    trunk,
                                    problem == null ? found : last(before, number),
                                    blocks(trunk)))));
        }
        List<Entry> found = new ArrayList<>();
        for (CompletableFuture<Entry> lookup : lookups) {
            try {
                found.add(lookup.join());
            } catch (CompletionException e) {
                LOG.warn("a trunk can't be looked up", e);
            }
        }
        entries = List.copyOf(found);
    }

    /** A name that can't be resolved for a moment must not make a trunk a stranger. */
    private static List<Target> last(List<Entry> before, CarriedNumber number) {
        return before.stream()
                .filter(entry -> entry.number().equals(number.number()))
                .findFirst()
                .map(Entry::targets)
                .orElse(List.of());
    }

    private static Optional<SipTrunk> trunk(CarriedNumber number) {
        try {
            return number.trunk().get().map(SipTrunk::withDefaults);
        } catch (IllegalStateException keyLost) {
            LOG.warn("calls to {} don't come in: {}", number.number(), keyLost.getMessage());
            return Optional.empty();
        }
    }
}
