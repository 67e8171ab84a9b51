package com.osmtalk.server.simulator;

import com.osmtalk.api.InboundCallRequest;
import com.osmtalk.server.call.AssistantBudget;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/** {@code /api/simulator}: there only where it was asked for. */
public final class SimulatorRoutes implements Feature {
    private final SimulatedCallers callers;

    public SimulatorRoutes(SimulatedCallers callers) {
        this.callers = callers;
    }

    @Override
    public void register(Router router) {
        router.post("/api/simulator/inbound", Access.ACCOUNT, request -> {
            callers.requireOn();
            InboundCallRequest incoming = request.body(InboundCallRequest.class);
            return () -> Response.created(callers.begin(
                    request.organizationId(),
                    AssistantBudget.connectionId(request.principal().programId().orElse(null))
                            .orElse(null),
                    incoming));
        });
    }
}
