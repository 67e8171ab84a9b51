package com.osmtalk.server.campaign;

import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.HttpError;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.http.Upload;
import com.osmtalk.server.store.blob.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/campaigns}. */
public final class CampaignRoutes implements Feature {
    private static final String PATH = "/api/campaigns";
    private static final String ONE = PATH + "/{id}";
    private static final int MAX_UPLOAD_BYTES = 32 << 20;
    private static final int DEFAULT_LEADS = 200;
    private static final int MAX_LEADS = 1_000;

    private final Campaigns campaigns;

    public CampaignRoutes(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.ACCOUNT, request -> {
            CampaignStatus status =
                    request.query().choice("status", CampaignStatus.class).orElse(null);
            return Response.ok(
                    campaigns.list(request.reach(), status, request.query().page()));
        });
        router.post(PATH, Access.ACCOUNT, request -> {
            CampaignDraft draft = request.body(CampaignDraft.class);
            return () -> Response.created(campaigns.create(request.organizationId(), program(request), draft));
        });
        router.get(ONE, Access.ACCOUNT, request -> Response.ok(campaigns.get(request.organizationId(), id(request))));
        router.put(ONE, Access.ACCOUNT, request -> {
            CampaignDraft change = request.body(CampaignDraft.class);
            Set<String> cleared = request.nulls();
            return () -> Response.ok(
                    campaigns.update(request.organizationId(), program(request), id(request), change, cleared));
        });
        router.delete(ONE, Access.ACCOUNT, request -> () -> {
            campaigns.delete(request.organizationId(), id(request));
            return Response.noContent();
        });
        step(router, "/start", request -> campaigns.start(request.organizationId(), program(request), id(request)));
        step(router, "/pause", request -> campaigns.pause(request.organizationId(), id(request)));
        step(router, "/resume", request -> campaigns.resume(request.organizationId(), program(request), id(request)));
        step(router, "/stop", request -> campaigns.stop(request.organizationId(), id(request)));
        router.post(ONE + "/leads", Access.ACCOUNT, MAX_UPLOAD_BYTES, this::addLeads);
        router.get(ONE + "/leads", Access.ACCOUNT, this::leads);
        router.get(ONE + "/leads.csv", Access.ACCOUNT, this::sheet);
        router.get(
                ONE + "/report",
                Access.ACCOUNT,
                request -> Response.ok(campaigns.report(request.organizationId(), id(request))));
    }

    private static void step(Router router, String name, Function<Request, Campaign> step) {
        router.post(ONE + name, Access.ACCOUNT, request -> () -> Response.ok(step.apply(request)));
    }

    private Router.Commit addLeads(Request request) {
        // an unknown campaign is said immediately, not after its leads have come
        campaigns.get(request.organizationId(), id(request));
        LeadSource sheet = sheet(request.upload());
        LeadCheck check = campaigns.check(request.organizationId(), id(request), sheet);
        request.query().refuseUnknown();
        // not in the transaction of the request, which fifty thousand rows would keep open for seconds
        LeadsResult result = campaigns.addLeads(request.organizationId(), program(request), id(request), sheet, check);
        return () -> Response.ok(result);
    }

    private Response leads(Request request) {
        Query query = request.query();
        return Response.ok(campaigns.leads(
                request.organizationId(),
                id(request),
                query.choice("status", LeadStatus.class).orElse(null),
                query.choice("disposition", LeadDisposition.class).orElse(null),
                query.page(DEFAULT_LEADS, MAX_LEADS)));
    }

    private Response sheet(Request request) {
        Query query = request.query();
        LeadStatus status = query.choice("status", LeadStatus.class).orElse(null);
        LeadDisposition disposition =
                query.choice("disposition", LeadDisposition.class).orElse(null);
        LeadSheet sheet = new LeadSheet(
                page -> campaigns.leads(request.organizationId(), id(request), status, disposition, page));
        return Response.blob("text/csv; charset=utf-8", TemporaryFile.of(sheet::writeTo))
                .with(Map.of("Content-Disposition", "attachment; filename=\"leads.csv\""));
    }

    private static LeadSource sheet(Upload upload) {
        return switch (upload.mediaType()) {
            case "text/csv" -> sink -> CsvLeads.utf8(open(upload)).read(sink);
            case "application/json", "" -> sink -> new JsonLeads(open(upload)).read(sink);
            default ->
                throw HttpError.unsupportedMediaType(
                        "Send leads with Content-Type: text/csv, or as JSON with Content-Type: application/json.");
        };
    }

    private static InputStream open(Upload upload) {
        try {
            return upload.open();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read leads", e);
        }
    }

    /** The key or connected assistant that asks; null: a person does. */
    private static @Nullable String program(Request request) {
        return request.principal().programId().orElse(null);
    }

    /** The campaign of the path. @throws Problem NOT_FOUND when it is not there for whoever asks */
    private String id(Request request) {
        return campaigns.within(request.reach(), request.path("id"));
    }
}
