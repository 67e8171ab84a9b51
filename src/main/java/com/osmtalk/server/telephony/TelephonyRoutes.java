package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.ConnectionReach;
import java.util.Map;

/** {@code /api/telephony/numbers}. */
public final class TelephonyRoutes implements Feature {
    private static final int MAX_FOUND = 100;
    private static final int FOUND = 20;

    private final Telephony telephony;
    private final NumberChecks checks;

    public TelephonyRoutes(Telephony telephony, NumberChecks checks) {
        this.telephony = telephony;
        this.checks = checks;
    }

    @Override
    public void register(Router router) {
        router.get("/api/telephony/numbers/search", Access.ACCOUNT, request -> {
            Query query = request.query();
            NumberSearch search = new NumberSearch(
                    query.text("country").orElse(null),
                    query.choice("type", NumberType.class).orElse(null),
                    query.text("contains").orElse(null),
                    query.number("limit", 1, MAX_FOUND, FOUND));
            return Response.ok(Map.of("data", telephony.search(search)));
        });
        router.post("/api/telephony/numbers/buy", Access.ACCOUNT, request -> {
            NumberPurchase purchase = request.body(NumberPurchase.class);
            ConnectionReach.requirePurchase(request.principal());
            return () -> Response.created(telephony.buy(request.organizationId(), purchase));
        });
        router.post("/api/telephony/numbers/provision", Access.ACCOUNT, request -> {
            NumberProvision provision = request.body(NumberProvision.class);
            ConnectionReach.requireAllNumbers(request.principal());
            return () -> Response.created(telephony.provision(request.organizationId(), provision));
        });
        router.put("/api/telephony/numbers/{id}/trunk", Access.ACCOUNT, request -> {
            SipTrunk trunk = request.body(SipTrunk.class);
            ConnectionReach.requireNumber(request.principal(), request.path("id"));
            return () -> Response.ok(telephony.changeTrunk(request.organizationId(), request.path("id"), trunk));
        });
        router.getWhenReady("/api/telephony/numbers/{id}/status", Access.ACCOUNT, request -> {
            ConnectionReach.requireNumber(request.principal(), request.path("id"));
            return checks.check(request.organizationId(), request.path("id")).thenApply(Response::ok);
        });
        router.get(
                "/api/telephony/numbers/owned",
                Access.ACCOUNT,
                request -> Response.ok(telephony.owned(
                        request.organizationId(),
                        request.principal().onlyNumbers(),
                        request.query().page())));
        // behind the fixed paths that it would match too
        router.get("/api/telephony/numbers/{id}", Access.ACCOUNT, request -> {
            ConnectionReach.requireNumber(request.principal(), request.path("id"));
            return Response.ok(telephony.get(request.organizationId(), request.path("id")));
        });
    }
}
