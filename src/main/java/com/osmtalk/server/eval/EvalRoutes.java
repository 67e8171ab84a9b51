package com.osmtalk.server.eval;

import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Reply;
import com.osmtalk.server.http.Router;

/** {@code /api/eval}. */
public final class EvalRoutes implements Feature {
    private final Rehearsals rehearsals;

    public EvalRoutes(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    @Override
    public void register(Router router) {
        router.post("/api/eval/simulate", Access.ACCOUNT, request -> {
            Simulation simulation = rehearsals.run(request.organizationId(), request.body(SimulationRequest.class));
            return () -> Reply.ok(simulation);
        });
    }
}
