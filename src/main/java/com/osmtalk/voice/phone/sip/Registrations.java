package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trunks of all our numbers: each is watched, and registered at where it wants that. Numbers with the same trunk
 * share one registration.
 */
final class Registrations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final long CLOSING_MILLIS = 2_000;
    private static final int MOST_NUMBERS = 3;

    private final SipService service;
    private final TrunkTargets targets;
    private volatile boolean registers = true;
    private final Map<SipTrunk, Attended> attended = new HashMap<>();
    private volatile Map<SipTrunk, List<PhoneNumber>> numbers = Map.of();
    private boolean closed;

    Registrations(SipService service, TrunkTargets targets) {
        this.service = service;
        this.targets = targets;
    }

    /** @param registration null: the trunk needs none, or another server has it */
    private record Attended(TrunkWatch watch, @Nullable Registration registration) {}

    /** Whether this server is the one of several that trunks are told of. */
    boolean areHere() {
        return registers;
    }

    /**
     * These are all trunks now, with the numbers that have them; those that are gone are left.
     *
     * @param here whether this server is the one of several that registers
     */
    synchronized void attend(Map<SipTrunk, List<PhoneNumber>> numbersOfTrunks, boolean here) {
        if (closed) {
            return;
        }
        if (registers != here) {
            LOG.info("trunks are registered at by {}", here ? "this server from now on" : "another server");
        }
        registers = here;
        numbers = Map.copyOf(numbersOfTrunks);
        Set<SipTrunk> wanted = numbers.keySet();
        List<SipTrunk> gone = attended.keySet().stream()
                .filter(trunk -> !wanted.contains(trunk))
                .toList();
        CompletableFuture<?> left = all(gone.stream().map(this::leave));
        // whoever has taken a user's registration back has taken it from all numbers with that user
        attended.forEach((trunk, stays) -> {
            if (stays.registration() != null && gone.stream().anyMatch(other -> isSameUser(trunk, other))) {
                left.thenRun(stays.registration()::refresh);
            }
        });
        wanted.stream().filter(trunk -> !attended.containsKey(trunk)).forEach(trunk -> attend(trunk, left));
        attended.replaceAll(this::inTurn);
    }

    /** Registers where it is this server's turn now, and takes back what is another's. */
    private Attended inTurn(SipTrunk trunk, Attended now) {
        Registration registration = now.registration();
        if (registration != null && !registers) {
            registration.leave();
            return new Attended(now.watch(), null);
        }
        if (registration == null && registers && needsRegistration(trunk)) {
            return new Attended(now.watch(), register(trunk, CompletableFuture.completedFuture(null)));
        }
        return now;
    }

    private static boolean needsRegistration(SipTrunk trunk) {
        return Boolean.TRUE.equals(trunk.register());
    }

    private static boolean isSameUser(SipTrunk one, SipTrunk other) {
        return one.host().equals(other.host()) && Objects.equals(one.username(), other.username());
    }

    /** The registration of a trunk; empty when it needs none, or no number of ours has it. */
    synchronized Optional<Registration> of(SipTrunk trunk) {
        return Optional.ofNullable(attended.get(trunk)).map(Attended::registration);
    }

    private void attend(SipTrunk trunk, CompletableFuture<?> before) {
        try {
            TrunkWatch watch = new TrunkWatch(service, service.open(), targets, trunk, () -> name(trunk));
            attended.put(
                    trunk, new Attended(watch, registers && needsRegistration(trunk) ? register(trunk, before) : null));
            watch.start();
        } catch (SipUnavailableException e) {
            LOG.warn("{} can't be used: {}", name(trunk), e.getMessage());
        }
    }

    private @Nullable Registration register(SipTrunk trunk, CompletableFuture<?> before) {
        try {
            Registration registration =
                    new Registration(service, service.open(), targets, trunk, () -> name(trunk), before);
            registration.refresh();
            return registration;
        } catch (SipUnavailableException e) {
            LOG.warn("{} is not registered at: {}", name(trunk), e.getMessage());
            return null;
        }
    }

    /** A trunk as its owner knows it: by its host, and some of the numbers that have it. */
    private String name(SipTrunk trunk) {
        List<PhoneNumber> held = numbers.getOrDefault(trunk, List.of());
        String some =
                held.stream().limit(MOST_NUMBERS).map(PhoneNumber::toString).collect(Collectors.joining(", "));
        String more = held.size() > MOST_NUMBERS ? " and " + (held.size() - MOST_NUMBERS) + " more" : "";
        return "the trunk " + trunk.host() + (held.isEmpty() ? "" : " of " + some + more);
    }

    private CompletableFuture<?> leave(SipTrunk trunk) {
        Attended left = attended.remove(trunk);
        if (left == null) {
            return CompletableFuture.completedFuture(null);
        }
        left.watch().stop();
        return left.registration() == null
                ? CompletableFuture.completedFuture(null)
                : left.registration().leave();
    }

    /** Takes all registrations back, as far as the trunks answer in time. */
    @Override
    public void close() {
        CompletableFuture<?> left;
        synchronized (this) {
            closed = true;
            left = all(List.copyOf(attended.keySet()).stream().map(this::leave));
        }
        left.join();
    }

    /** Is completed when all are, or have had their time. */
    private static CompletableFuture<?> all(Stream<CompletableFuture<?>> leaving) {
        return CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    }
}
