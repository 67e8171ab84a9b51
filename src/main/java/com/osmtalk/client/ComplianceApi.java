package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.ComplianceDraft;
import com.osmtalk.api.ComplianceSettings;
import java.util.Map;

/** Whom the organisation may call and when, on every route. */
public final class ComplianceApi {
    private static final String COMPLIANCE = "/api/settings/compliance";

    private final ApiTransport transport;

    ComplianceApi(ApiTransport transport) {
        this.transport = transport;
    }

    public ComplianceSettings get() {
        return transport.get(COMPLIANCE, Map.of(), new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest; it holds for every call from then on. */
    public ComplianceSettings update(ComplianceDraft draft) {
        return transport.put(COMPLIANCE, draft, new TypeReference<>() {});
    }
}
