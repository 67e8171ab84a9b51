package com.osmtalk.server.number;

import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

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
                request -> Response.ok(
                        numbers.list(request.organizationId(), request.query().page())));
        router.post("/api/phone-numbers", Access.ACCOUNT, request -> {
            OwnedNumberDraft draft = request.body(OwnedNumberDraft.class);
            return () -> Response.created(numbers.take(request.organizationId(), draft));
        });
        router.put("/api/phone-numbers/{id}", Access.ACCOUNT, request -> {
            OwnedNumberDraft change = request.body(OwnedNumberDraft.class);
            return () -> Response.ok(numbers.update(request.organizationId(), request.path("id"), change));
        });
        router.delete("/api/phone-numbers/{id}", Access.ACCOUNT, request -> () -> {
            numbers.release(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }
}
