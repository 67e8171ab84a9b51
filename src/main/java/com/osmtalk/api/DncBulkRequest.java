package com.osmtalk.api;

import java.util.List;

/** The body of {@code POST /api/campaigns/dnc/bulk}: at most 1,000 entries. */
public record DncBulkRequest(List<DncRequest> entries) {}
