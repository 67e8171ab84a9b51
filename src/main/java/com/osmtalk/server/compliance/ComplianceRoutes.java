package com.osmtalk.server.compliance;

import com.osmtalk.api.ComplianceDraft;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;

/** {@code /api/settings/compliance}. */
public final class ComplianceRoutes implements Feature {
    private static final String PATH = "/api/settings/compliance";

    private final Compliance compliance;

    public ComplianceRoutes(Compliance compliance) {
        this.compliance = compliance;
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.ACCOUNT, request -> Response.ok(compliance.settings(request.organizationId())));
        router.put(PATH, Access.ACCOUNT_OWNER, request -> {
            ComplianceDraft change = request.body(ComplianceDraft.class);
            return () -> Response.ok(compliance.update(request.organizationId(), change));
        });
    }
}
