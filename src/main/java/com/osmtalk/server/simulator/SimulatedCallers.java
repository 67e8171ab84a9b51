package com.osmtalk.server.simulator;

import com.osmtalk.api.Call;
import com.osmtalk.api.InboundCallRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people of the simulated network call our numbers. Whoever asks for such a call gets its id in the answer, so it
 * is stored before it rings, and a job has the network ring, once. From there on it is a call that comes in as any
 * other.
 */
public final class SimulatedCallers {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCallers.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;
    private static final int LONGEST_CONVERSATION = 100;

    private final boolean on;
    private final Database database;
    private final Calls calls;
    private final SimulatedCarrier network;
    private final Clock clock;
    private final Jobs.Job job;

    /** @param on whether there are such people at all */
    public SimulatedCallers(
            boolean on, Database database, Calls calls, SimulatedCarrier network, Clock clock, Jobs jobs) {
        this.on = on;
        this.database = database;
        this.calls = calls;
        this.network = network;
        this.clock = clock;
        this.job = jobs.define("receive", FIRST_RETRY, RETRIES, this::ring);
    }

    /**
     * The call as it begins.
     *
     * @param keyId the connected assistant that asks; null: a person or a key does
     * @throws Problem NOT_FOUND when this server has no simulator, else as {@link Calls#startInbound}
     */
    Call begin(String organizationId, @Nullable String keyId, InboundCallRequest request) {
        requireOn();
        Persona persona = request.persona() == null ? Persona.POLITE : request.persona();
        return database.transaction(handle -> {
            Call call = calls.startInbound(organizationId, keyId, request.to(), request.from(), network);
            job.schedule(new Announced(call.id(), persona).text(), clock.instant());
            return call;
        });
    }

    void requireOn() {
        if (!on) {
            throw Problem.notFound(
                    "The simulator is off on this server. Start the server with OSMTALK_SIMULATOR=true to turn it on.");
        }
    }

    private void ring(String id) {
        Announced announced = Announced.parse(id);
        Call call = calls.forJob(announced.callId());
        network.call(
                        announced.persona(),
                        LONGEST_CONVERSATION,
                        PhoneNumber.of(Objects.requireNonNull(call.from())),
                        PhoneNumber.of(Objects.requireNonNull(call.to())),
                        call.id())
                .ifPresent(reason -> LOG.debug("nobody answers {}: {}", call.id(), reason));
    }

    /** What the job has to know, as the id it goes by. */
    private record Announced(String callId, Persona persona) {
        static Announced parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Announced(parts[0], Persona.valueOf(parts[1]));
        }

        String text() {
            return callId + " " + persona.name();
        }
    }
}
