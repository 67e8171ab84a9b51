package com.osmtalk.server.eval;

import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/** {@code /api/eval}. */
public final class EvalRoutes implements Feature {
    private final Simulations simulations;

    public EvalRoutes(Simulations simulations) {
        this.simulations = simulations;
    }

    @Override
    public void register(Router router) {
        router.post("/api/eval/simulate", Access.ACCOUNT, request -> {
            Simulation simulation = simulations.run(request.organizationId(), request.body(SimulationRequest.class));
            return () -> Response.ok(simulation);
        });
    }
}
