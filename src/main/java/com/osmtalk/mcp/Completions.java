package com.osmtalk.mcp;

import com.osmtalk.mcp.kit.Period;
import com.osmtalk.mcp.prompt.Prompts;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.resource.CallerAccount;
import com.osmtalk.mcp.resource.ResourceCatalogue;
import com.osmtalk.mcp.resource.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Suggested values for the arguments of prompts and the variables of resource templates ({@code completion/complete}).
 *
 * <p>Candidates come from the answers of {@code list_agents} and {@code list_calls}, so a key sees here what its tools
 * would show it and nothing else. Only the first hundred of them are looked at: these are suggestions, and an argument
 * may hold what was never suggested.
 */
final class Completions {
    /** The protocol allows no more in one answer. */
    private static final int MAX = 100;

    private static final int DAYS = 31;

    private final Prompts prompts;
    private final ResourceCatalogue resources;
    private final Clock clock;

    Completions(Prompts prompts, ResourceCatalogue resources, Clock clock) {
        this.prompts = prompts;
        this.resources = resources;
        this.clock = clock;
    }

    Map<String, Object> complete(Map<String, Object> reference, String argument, String begun, CallerAccount account)
            throws ProtocolException, InterruptedException {
        List<String> fitting = fitting(candidates(reference, argument, begun, account), begun);
        return Map.of(
                "values",
                fitting.stream().limit(MAX).toList(),
                "total",
                fitting.size(),
                "hasMore",
                fitting.size() > MAX);
    }

    private List<String> candidates(Map<String, Object> reference, String argument, String begun, CallerAccount account)
            throws ProtocolException, InterruptedException {
        if ("ref/prompt".equals(reference.get("type")) && reference.get("name") instanceof String prompt) {
            prompts.check(prompt, argument);
            return switch (argument) {
                case "agent" -> begun.isBlank() ? agents(account, "name") : agents(account, "name", "id");
                case "number" -> calls(account, "to");
                case "period" -> Period.NAMES;
                case "date" -> dates();
                case "outcome" -> Prompts.OUTCOMES;
                default -> List.of();
            };
        }
        if ("ref/resource".equals(reference.get("type")) && reference.get("uri") instanceof String uri) {
            return switch (resources.subjectOf(uri, argument)) {
                case AGENT -> agents(account, "id");
                case CALL -> calls(account, "call_id");
                case ACCOUNT -> List.of();
            };
        }
        throw ProtocolException.invalidParams("`ref` must be {type: ref/prompt, name} or {type: ref/resource, uri}.");
    }

    /**
     * Candidates that match what was typed, whatever the case: equal ones first, then those that start with it, then
     * those with a word that does.
     */
    private static List<String> fitting(List<String> candidates, String begun) {
        String start = begun.strip().toLowerCase(Locale.ROOT);
        return candidates.stream()
                .distinct()
                .filter(candidate -> rank(candidate, start) < 3)
                .sorted(Comparator.comparingInt(candidate -> rank(candidate, start)))
                .toList();
    }

    private static int rank(String candidate, String start) {
        String text = candidate.toLowerCase(Locale.ROOT);
        if (text.equals(start)) {
            return 0;
        }
        if (text.startsWith(start)) {
            return 1;
        }
        return text.contains(" " + start) || text.startsWith("+" + start) ? 2 : 3;
    }

    private static List<String> agents(CallerAccount account, String... fields)
            throws ProtocolException, InterruptedException {
        List<Map<String, Object>> agents =
                Rows.of(account.read("list_agents", Map.of("limit", 100)).orElse(Map.of()), "agents");
        List<String> values = new ArrayList<>();
        for (String field : fields) {
            agents.forEach(agent -> values.add(String.valueOf(agent.get(field))));
        }
        return values;
    }

    /** From the latest calls, newest first. */
    private static List<String> calls(CallerAccount account, String field)
            throws ProtocolException, InterruptedException {
        return Rows.of(account.read("list_calls", Map.of("limit", 100)).orElse(Map.of()), "calls").stream()
                .map(call -> call.get(field))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private List<String> dates() {
        LocalDate today = clock.instant().atZone(Period.defaultZone()).toLocalDate();
        return Stream.concat(
                        Stream.of("today", "yesterday"),
                        IntStream.range(0, DAYS)
                                .mapToObj(days -> today.minusDays(days).toString()))
                .toList();
    }
}
