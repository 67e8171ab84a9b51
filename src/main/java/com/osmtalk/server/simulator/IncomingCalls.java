package com.osmtalk.server.simulator;

import com.osmtalk.api.Call;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.InboundCallRequest;
import com.osmtalk.api.Persona;
import com.osmtalk.server.call.CallStarter;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.voice.Switchboard;
import java.time.Clock;
import java.time.Duration;

/** Lets people of the simulated network call our numbers. The call is stored first and put through by a job, once. */
public final class IncomingCalls {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;
    private static final int LONGEST_CONVERSATION = 100;

    private final boolean on;
    private final Database database;
    private final Calls calls;
    private final CallStarter starter;
    private final Switchboard switchboard;
    private final Clock clock;
    private final Jobs.Job job;

    /** @param on whether there are such people at all */
    public IncomingCalls(
            boolean on,
            Database database,
            Calls calls,
            CallStarter starter,
            Switchboard switchboard,
            Clock clock,
            Jobs jobs) {
        this.on = on;
        this.database = database;
        this.calls = calls;
        this.starter = starter;
        this.switchboard = switchboard;
        this.clock = clock;
        this.job = jobs.define("receive", FIRST_RETRY, RETRIES, this::receive);
    }

    /**
     * The call as it begins.
     *
     * @throws Problem NOT_FOUND when this server has no simulator, else as {@link Calls#startInbound}
     */
    Call begin(String organizationId, InboundCallRequest request) {
        requireOn();
        Persona persona = request.persona() == null ? Persona.POLITE : request.persona();
        return database.transaction(handle -> {
            Call call = calls.startInbound(organizationId, request.to(), request.from());
            job.schedule(new Incoming(call.id(), persona).text(), clock.instant());
            return call;
        });
    }

    void requireOn() {
        if (!on) {
            throw Problem.notFound(
                    "The simulator is off on this server. Start the server with OSMTALK_SIMULATOR=true to turn it on.");
        }
    }

    private void receive(String id) {
        Incoming incoming = Incoming.parse(id);
        starter.begin(
                incoming.callId(),
                (plan, events) -> switchboard.receive(plan, events, incoming.persona(), LONGEST_CONVERSATION),
                FailureReason.CARRIER_UNAVAILABLE);
    }

    /** What the job has to know, as the id it goes by. */
    private record Incoming(String callId, Persona persona) {
        static Incoming parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Incoming(parts[0], Persona.valueOf(parts[1]));
        }

        String text() {
            return callId + " " + persona.name();
        }
    }
}
