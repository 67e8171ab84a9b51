package com.osmtalk.mcp.protocol.feature;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer to {@code elicitation/create} is one. It is read as it came from the wire: a JSON library that
 * maps it to an enum may take {@code 0}, {@code "0"} or {@code " accept "} for {@code accept} (Jackson does), and
 * what is accepted here may make a phone ring.
 */
public final class ElicitedForm {
    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    private ElicitedForm() {}

    /**
     * Whether a client that declared these capabilities shows forms: so do those that name no kind of elicitation, as
     * it had no other before 2025-11-25.
     */
    public static boolean isShownBy(Map<?, ?> capabilities) {
        return capabilities.get("elicitation") instanceof Map<?, ?> kinds
                && (kinds.containsKey("form") || !kinds.containsKey("url"));
    }

    /**
     * Why an answer is none; null when it is one: declined, cancelled, or accepted with a value of the right type for
     * every required field.
     *
     * @param answer the result that the client sent
     * @param question the request with its {@code requestedSchema}
     */
    public static @Nullable String fault(@Nullable Object answer, InputRequest question) {
        if (!(answer instanceof Map<?, ?> result)
                || !(result.get("action") instanceof String action)
                || !ACTIONS.contains(action)) {
            return "what it sent has no action accept, decline or cancel";
        }
        return !action.equals("accept") || isFilledIn(result.get("content"), question)
                ? null
                : "it sent accept without the answer to the form's field";
    }

    private static boolean isFilledIn(@Nullable Object content, InputRequest question) {
        if (!(question.params().get("requestedSchema") instanceof Map<?, ?> schema)
                || !(schema.get("required") instanceof List<?> required)) {
            return true;
        }
        Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        return content instanceof Map<?, ?> given
                && required.stream().allMatch(name -> fits(given.get(name), fields.get(name)));
    }

    private static boolean fits(@Nullable Object value, @Nullable Object field) {
        Object type = field instanceof Map<?, ?> schema ? schema.get("type") : null;
        return "boolean".equals(type) ? value instanceof Boolean : value != null;
    }
}
