package com.osmtalk.server.dnc;

import com.osmtalk.api.DncBulkRequest;
import com.osmtalk.api.DncEntry.Source;
import com.osmtalk.api.DncRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.Principal;

/** {@code /api/campaigns/dnc}. */
public final class DncRoutes implements Feature {
    private final DncList list;

    public DncRoutes(DncList list) {
        this.list = list;
    }

    @Override
    public void register(Router router) {
        router.get("/api/campaigns/dnc", Access.ACCOUNT, this::list);
        router.post("/api/campaigns/dnc", Access.ACCOUNT, request -> {
            DncRequest entry = request.body(DncRequest.class);
            return () -> {
                DncList.Added added = list.add(request.organizationId(), entry, source(request.principal()));
                return added.isNew() ? Response.created(added.entry()) : Response.ok(added.entry());
            };
        });
        router.post("/api/campaigns/dnc/bulk", Access.ACCOUNT, request -> {
            DncBulkRequest entries = request.body(DncBulkRequest.class);
            return () -> Response.ok(list.addAll(request.organizationId(), entries));
        });
        router.delete("/api/campaigns/dnc/{id}", Access.ACCOUNT, request -> () -> {
            list.remove(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }

    private Response list(Request request) {
        Query query = request.query();
        return Response.ok(list.list(
                request.organizationId(),
                query.phoneNumber("phoneNumber").orElse(null),
                query.text("q").orElse(null),
                query.page()));
    }

    private static Source source(Principal principal) {
        return principal instanceof Principal.Key ? Source.API : Source.MANUAL;
    }
}
