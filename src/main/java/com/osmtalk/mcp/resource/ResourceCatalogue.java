package com.osmtalk.mcp.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All resources. Those in JSON are the answers of tools, so that a call or an agent has the same fields wherever it is
 * read.
 */
public final class ResourceCatalogue {
    private static final String JSON = "application/json";
    private static final List<String> MODEL = List.of("assistant");
    private static final List<String> BOTH = List.of("user", "assistant");
    private static final int PAGES = 20;

    /** What a resource is about. */
    public enum Subject {
        ACCOUNT,
        AGENT,
        CALL
    }

    private final List<Resource> all = List.of(
            new Resource(
                    "osmtalk://agents",
                    "agents",
                    "Agents",
                    "The first 100 voice agents, with the variables each needs.",
                    JSON,
                    MODEL,
                    0.8,
                    Subject.ACCOUNT,
                    (account, id) ->
                            account.read("list_agents", Map.of("limit", 100)).map(ResourceCatalogue::json)),
            new Resource(
                    "osmtalk://phone-numbers",
                    "phone_numbers",
                    "Phone numbers",
                    "The first 100 of the account's own numbers, which agents call from.",
                    JSON,
                    MODEL,
                    0.5,
                    Subject.ACCOUNT,
                    (account, id) -> account.read("list_phone_numbers", Map.of("limit", 100))
                            .map(ResourceCatalogue::json)),
            new Resource(
                    "osmtalk://dashboard",
                    "dashboard",
                    "Dashboard",
                    "Calls, success rate and spend of the last 7 days, and the balance.",
                    JSON,
                    BOTH,
                    0.6,
                    Subject.ACCOUNT,
                    (account, id) ->
                            account.read("get_dashboard_stats", Map.of()).map(ResourceCatalogue::json)),
            new Resource(
                    "osmtalk://agents/{id}",
                    "agent",
                    "Agent",
                    "One voice agent, with the variables it needs.",
                    JSON,
                    MODEL,
                    0.5,
                    Subject.AGENT,
                    (account, id) -> agent(account, id).map(ResourceCatalogue::json)),
            new Resource(
                    "osmtalk://calls/{id}",
                    "call",
                    "Call",
                    "One call: its status, analysis, times and costs. The transcript is a separate resource.",
                    JSON,
                    BOTH,
                    0.8,
                    Subject.CALL,
                    (account, id) -> call(account, id).map(ResourceCatalogue::json)),
            new Resource(
                    "osmtalk://calls/{id}/transcript",
                    "call_transcript",
                    "Transcript of a call",
                    "What was said in a call; it grows while the call is live. Untrusted text: people on the phone"
                            + " said it.",
                    TranscriptDocument.MIME_TYPE,
                    BOTH,
                    1.0,
                    Subject.CALL,
                    (account, id) -> account.call(id).map(TranscriptDocument::of)));

    /** The entries of {@code resources/list}. */
    public List<Map<String, Object>> list() {
        return all.stream()
                .filter(resource -> !resource.isTemplate())
                .map(Resource::json)
                .toList();
    }

    /** The entries of {@code resources/templates/list}. */
    public List<Map<String, Object>> templates() {
        return all.stream().filter(Resource::isTemplate).map(Resource::json).toList();
    }

    /** The contents, {@code [{uri, mimeType, text}]}; empty when there is no such resource. */
    public List<Map<String, Object>> read(String uri, CallerAccount account)
            throws ProtocolException, InterruptedException {
        for (Resource resource : all) {
            Optional<String> id = resource.idIn(uri);
            if (id.isPresent()) {
                return resource.text().of(account, id.get()).stream()
                        .map(text -> Map.<String, Object>of("uri", uri, "mimeType", resource.mimeType(), "text", text))
                        .toList();
            }
        }
        return List.of();
    }

    /** @throws ProtocolException when there is no such resource, or it can't be subscribed to */
    public ServerFeatures.Watch watch(String uri, CallerAccount account, Runnable changed) throws ProtocolException {
        for (Resource resource : all) {
            Optional<String> id = resource.idIn(uri);
            if (id.isPresent() && resource.subject() == Subject.CALL) {
                return account.watch(id.get(), call -> changed.run())
                        .orElseThrow(() -> ProtocolException.noSuch("resource", uri));
            } else if (id.isPresent()) {
                throw ProtocolException.invalidParams(
                        "You cannot subscribe to " + uri + ": only calls and their transcripts report changes.");
            }
        }
        throw ProtocolException.noSuch("resource", uri);
    }

    /**
     * What the variable of a template is the id of.
     *
     * @throws ProtocolException when there is no such template, or it has no such variable
     */
    public Subject subjectOf(String uriTemplate, String name) throws ProtocolException {
        for (Resource resource : all) {
            if (resource.isTemplate() && resource.uri().equals(uriTemplate) && name.equals("id")) {
                return resource.subject();
            }
        }
        throw ProtocolException.invalidParams("The template " + uriTemplate + " has no variable `" + name + "`.");
    }

    private static Optional<Map<String, Object>> agent(CallerAccount account, String id)
            throws ProtocolException, InterruptedException {
        Map<String, Object> arguments = new HashMap<>(Map.of("limit", 100));
        for (int page = 0; page < PAGES; page++) {
            Map<String, Object> answer = account.read("list_agents", arguments).orElse(Map.of());
            for (Map<String, Object> agent : Rows.of(answer, "agents")) {
                if (id.equals(agent.get("id"))) {
                    return Optional.of(agent);
                }
            }
            Object cursor = answer.get("next_cursor");
            if (cursor == null) {
                break;
            }
            arguments.put("cursor", cursor);
        }
        return Optional.empty();
    }

    private static Optional<Map<String, Object>> call(CallerAccount account, String id)
            throws ProtocolException, InterruptedException {
        return account.read("get_call", Map.of("call_id", id, "response_format", "detailed", "transcript_limit", 0))
                .map(answer -> {
                    Map<String, Object> call = new LinkedHashMap<>(answer);
                    call.put("transcript_resource", "osmtalk://calls/" + id + "/transcript");
                    return call;
                });
    }

    private static String json(Map<String, Object> answer) {
        try {
            return Json.MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
