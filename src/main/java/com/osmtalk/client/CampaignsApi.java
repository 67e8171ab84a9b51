package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Json;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadDraft;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.LeadsRequest;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Campaigns and their leads. An idempotency key may be absent: the request is then sent once. */
public final class CampaignsApi {
    private static final String CAMPAIGNS = "/api/campaigns";

    private final ApiTransport transport;

    CampaignsApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first. @param status null: any */
    public Page<Campaign> list(@Nullable CampaignStatus status, PageRequest page) {
        return transport.get(CAMPAIGNS, QueryString.of(status, page), new TypeReference<>() {});
    }

    public Campaign get(String id) {
        return transport.get(campaign(id), Map.of(), new TypeReference<>() {});
    }

    /** A draft, which calls nobody before it is started. */
    public Campaign create(CampaignDraft draft, @Nullable String idempotencyKey) {
        return transport.post(CAMPAIGNS, draft, idempotencyKey, new TypeReference<>() {});
    }

    /** Changes what the draft names and leaves the rest; 409 once it has begun. */
    public Campaign update(String id, CampaignDraft draft) {
        return transport.put(campaign(id), draft, new TypeReference<>() {});
    }

    /**
     * The same, and removes what is named: {@code scheduledStartAt}, {@code agentVersion} or {@code webhookUrl}.
     * Refused with 400 for the time that a scheduled campaign waits for.
     */
    public Campaign update(String id, CampaignDraft draft, Set<String> removed) {
        ObjectNode body = Json.MAPPER.valueToTree(draft);
        removed.forEach(body::putNull);
        return transport.put(campaign(id), body, new TypeReference<>() {});
    }

    /** With its leads; 409 while it is under way. */
    public void delete(String id) {
        transport.delete(campaign(id));
    }

    /** Starts immediately or, for a draft whose scheduledStartAt is to come, then. */
    public Campaign start(String id, @Nullable String idempotencyKey) {
        return step(id, "start", idempotencyKey);
    }

    /** Makes no further calls until it is resumed. */
    public Campaign pause(String id, @Nullable String idempotencyKey) {
        return step(id, "pause", idempotencyKey);
    }

    public Campaign resume(String id, @Nullable String idempotencyKey) {
        return step(id, "resume", idempotencyKey);
    }

    /** Makes no further calls, ever. */
    public Campaign stop(String id, @Nullable String idempotencyKey) {
        return step(id, "stop", idempotencyKey);
    }

    /** Adds people to call, up to 50,000; those it can't take are in the answer. */
    public LeadsResult addLeads(String id, List<LeadDraft> leads, @Nullable String idempotencyKey) {
        return addLeads(id, new LeadsRequest(leads, null), idempotencyKey);
    }

    /** Adds people to call. @param csv with a header: phone, and the names of variables */
    public LeadsResult addCsv(String id, String csv, @Nullable String idempotencyKey) {
        return addLeads(id, new LeadsRequest(null, csv), idempotencyKey);
    }

    private LeadsResult addLeads(String id, LeadsRequest request, @Nullable String idempotencyKey) {
        return transport.post(campaign(id) + "/leads", request, idempotencyKey, new TypeReference<>() {});
    }

    /** The newest first; up to 1,000 a page. @param status null: any. @param disposition null: any */
    public Page<Lead> leads(
            String id, @Nullable LeadStatus status, @Nullable LeadDisposition disposition, PageRequest page) {
        return transport.get(
                campaign(id) + "/leads", QueryString.of(status, disposition, page), new TypeReference<>() {});
    }

    /** How far it is. */
    public CampaignReport report(String id) {
        return transport.get(campaign(id) + "/report", Map.of(), new TypeReference<>() {});
    }

    private Campaign step(String id, String step, @Nullable String idempotencyKey) {
        return transport.post(campaign(id) + "/" + step, null, idempotencyKey, new TypeReference<>() {});
    }

    private static String campaign(String id) {
        return CAMPAIGNS + "/" + QueryString.segment(id);
    }
}
