package com.osmtalk.server.number;

import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.ConnectionReach;

/** {@code /api/phone-numbers}. */
public final class NumberRoutes implements Feature {
    private final Numbers numbers;

    public NumberRoutes(Numbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/phone-numbers",
                Access.ACCOUNT,
                request -> Response.ok(numbers.list(
                        request.organizationId(),
                        request.principal().onlyNumbers(),
                        request.query().page())));
        router.post("/api/phone-numbers", Access.ACCOUNT, request -> {
            OwnedNumberDraft draft = request.body(OwnedNumberDraft.class);
            ConnectionReach.requireAllNumbers(request.principal());
            return () -> Response.created(numbers.take(request.organizationId(), draft));
        });
        router.put("/api/phone-numbers/{id}", Access.ACCOUNT, request -> {
            OwnedNumberDraft change = request.body(OwnedNumberDraft.class);
            ConnectionReach.requireNumber(request.principal(), request.path("id"));
            return () -> Response.ok(numbers.update(request.organizationId(), request.path("id"), change));
        });
        router.delete("/api/phone-numbers/{id}", Access.ACCOUNT, request -> {
            ConnectionReach.requireNumber(request.principal(), request.path("id"));
            return () -> {
                numbers.release(request.organizationId(), request.path("id"));
                return Response.noContent();
            };
        });
    }
}
