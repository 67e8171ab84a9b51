package com.osmtalk.client;

import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.Json;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the contract's query records into URL parameters; absent values leave no parameter. */
final class QueryString {
    private QueryString() {}

    static Map<String, String> of(PageRequest page) {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "limit", page.limit());
        put(query, "cursor", page.cursor());
        if (page.offset() > 0) {
            put(query, "offset", page.offset());
        }
        return query;
    }

    static Map<String, String> of(CallQuery calls, PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "status", calls.status());
        put(query, "agentId", calls.agentId());
        put(query, "campaignId", calls.campaignId());
        put(query, "channel", calls.channel());
        put(query, "direction", calls.direction());
        put(query, "from", calls.from());
        put(query, "to", calls.to());
        put(query, "destination", calls.destination());
        put(query, "startedAfter", calls.startedAfter());
        put(query, "startedBefore", calls.startedBefore());
        put(query, "q", calls.q());
        return query;
    }

    static Map<String, String> of(TransactionQuery transactions, PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "kind", transactions.kind());
        put(query, "from", transactions.from());
        put(query, "to", transactions.to());
        return query;
    }

    static Map<String, String> of(NumberSearch search) {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "country", search.country());
        put(query, "type", search.type());
        put(query, "contains", search.contains());
        put(query, "limit", search.limit());
        return query;
    }

    static Map<String, String> of(
            WebhookDelivery.@Nullable Status status,
            @Nullable WebhookEvent event,
            @Nullable String callId,
            PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "status", status);
        put(query, "event", event);
        put(query, "callId", callId);
        return query;
    }

    static Map<String, String> of(@Nullable CampaignStatus status, PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "status", status);
        return query;
    }

    static Map<String, String> of(
            @Nullable LeadStatus status, @Nullable LeadDisposition disposition, PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "status", status);
        put(query, "disposition", disposition);
        return query;
    }

    static Map<String, String> of(EvalRunQuery runs, PageRequest page) {
        Map<String, String> query = ofAgent(runs.agentId(), page);
        put(query, "testCaseId", runs.testCaseId());
        put(query, "status", runs.status());
        return query;
    }

    static Map<String, String> ofAgent(@Nullable String agentId, PageRequest page) {
        Map<String, String> query = of(page);
        put(query, "agentId", agentId);
        return query;
    }

    static Map<String, String> period(@Nullable Instant from, @Nullable Instant to) {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "from", from);
        put(query, "to", to);
        return query;
    }

    /**
     * An id as one segment of a path, whatever is in it.
     *
     * @throws IllegalArgumentException when it is blank, which would ask for something else
     */
    static String segment(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("An id must not be blank.");
        }
        // a path's segments . and .. mean other paths
        return id.equals(".") || id.equals("..") ? id.replace(".", "%2E") : escaped(id);
    }

    /** The parameters as they follow a path: empty, or beginning with a question mark. */
    static String encoded(Map<String, ?> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> escaped(entry.getKey()) + "="
                                + escaped(entry.getValue().toString()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void put(Map<String, String> query, String name, @Nullable Object value) {
        if (value instanceof Enum<?> choice) {
            query.put(name, Json.MAPPER.convertValue(choice, String.class));
        } else if (value != null) {
            query.put(name, value.toString());
        }
    }
}
