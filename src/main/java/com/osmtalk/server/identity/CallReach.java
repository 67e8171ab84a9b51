package com.osmtalk.server.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organisation's calls are there for whoever asks, and with them transcripts, recordings, figures and
 * campaigns: all; for an assistant that may use some numbers only, the calls of these numbers, and of those without a
 * number (conversations in writing, web calls) what it began itself. The only place that says so: what reads one call
 * asks {@link #includes}, what reads many adds {@link #condition} to its SQL.
 *
 * @param connectionId the assistant whose numbers are limited; null: all calls are there
 * @param numberIds empty where all calls are there
 */
public record CallReach(String organizationId, @Nullable String connectionId, List<String> numberIds) {
    public static CallReach all(String organizationId) {
        return new CallReach(organizationId, null, List.of());
    }

    public static CallReach of(Principal principal) {
        return principal
                .onlyNumbers()
                .map(numbers -> new CallReach(
                        principal.organizationId(), principal.programId().orElseThrow(), numbers))
                .orElseGet(() -> all(principal.organizationId()));
    }

    /** Whether there are calls of the organisation that are not there for whoever asks. */
    public boolean isLimited() {
        return connectionId != null;
    }

    /**
     * Whether a call is there.
     *
     * @param numberId of the call; null: it has none
     * @param askedBy the key or connection that had it begin; null: a person, or whoever called in
     */
    public boolean includes(String callsOrganizationId, @Nullable String numberId, @Nullable String askedBy) {
        return organizationId.equals(callsOrganizationId)
                && (connectionId == null
                        || (numberId == null ? connectionId.equals(askedBy) : numberIds.contains(numberId)));
    }

    /** Whether what belongs to a number is there, such as its campaigns. */
    public boolean includesNumber(String numberId) {
        return connectionId == null || numberIds.contains(numberId);
    }

    /** {@link #includes} for rows of the table of calls, as an SQL condition that binds {@link #values}. */
    public String condition() {
        return "organization_id = :reachOrganization"
                + (connectionId == null
                        ? ""
                        : " AND (phone_number_id IN (" + names()
                                + ") OR phone_number_id IS NULL AND api_key_id = :reachConnection)");
    }

    /** {@link #includesNumber} for rows of another table with a column {@code phone_number_id}. */
    public String numberCondition() {
        return "organization_id = :reachOrganization"
                + (connectionId == null ? "" : " AND phone_number_id IN (" + names() + ")");
    }

    /** What the conditions bind. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("reachOrganization", organizationId);
        if (connectionId != null) {
            values.put("reachConnection", connectionId);
            for (int i = 0; i < numberIds.size(); i++) {
                values.put("reachNumber" + i, numberIds.get(i));
            }
        }
        return values;
    }

    private String names() {
        // an empty list is no SQL
        List<String> names = new ArrayList<>(List.of("''"));
        names.addAll(IntStream.range(0, numberIds.size())
                .mapToObj(i -> ":reachNumber" + i)
                .collect(Collectors.toList()));
        return String.join(", ", names);
    }
}
