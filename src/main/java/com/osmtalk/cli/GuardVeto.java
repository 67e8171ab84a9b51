package com.osmtalk.cli;

import com.osmtalk.api.Call;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.guard.DialRefusedException;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.server.call.DialVeto;
import com.osmtalk.server.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the server of this process ask the guard's present settings before it dials a call that the guard let through
 * for later. What may be spent in a day is not asked here: the figures come from the API, which would be this very
 * server in the middle of a transaction.
 */
final class GuardVeto implements DialVeto, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardVeto.class);

    private final Supplier<GuardSettings> rules;
    private @Nullable DialGuard guard;

    /** @param rules asked when the first call is to be dialled */
    GuardVeto(Supplier<GuardSettings> rules) {
        this.rules = rules;
    }

    @Override
    public Optional<String> objection(Call call) {
        String first = Objects.requireNonNullElse(call.retryOf(), call.id());
        PhoneNumber to = PhoneNumber.of(Objects.requireNonNull(call.to()));
        Instant ring = Objects.requireNonNullElse(call.scheduledAt(), call.createdAt());
        try {
            return guard().objection(first, to, call.simulated(), ring, null).map(DialRefusedException::getMessage);
        } catch (DialRefusedException e) {
            LOG.warn("{} waits: {}", call.id(), e.getMessage());
            throw Problem.unavailable("guard_unavailable", e.getMessage());
        }
    }

    private synchronized DialGuard guard() {
        if (guard == null) {
            guard = new DialGuard(rules.get(), Clock.systemUTC());
        }
        return guard;
    }

    @Override
    public synchronized void close() {
        if (guard != null) {
            guard.close();
        }
    }
}
