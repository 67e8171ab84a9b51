package com.osmtalk.server.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.Json;
import com.osmtalk.server.validation.FieldErrors;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fields that nothing here uses an agent may have: those of osmTalk's documentation, those it has already, and
 * any in an import. A slip of the pen in the name of a field that is used is refused everywhere, since it would be
 * noticed on the phone otherwise.
 */
final class KeptFieldRules {
    private static final int MOST_CHARACTERS = 64_000;

    private KeptFieldRules() {}

    /** @param said what somebody has sent: what the agent has already is not looked at */
    static void check(AgentDraft said, @Nullable AgentDraft before, boolean isImport, FieldErrors errors) {
        Set<String> had = before == null
                ? Set.of()
                : KeptField.in(before).stream().map(KeptFieldRules::anywhere).collect(Collectors.toSet());
        for (KeptField field : KeptField.in(said)) {
            if (!field.isDocumented() && !had.contains(anywhere(field))) {
                check(field, isImport, errors);
            }
        }
    }

    /** An HTTP tool may stand elsewhere in its list. */
    private static String anywhere(KeptField field) {
        return field.path().replaceAll("\\[\\d+]", "");
    }

    private static void check(KeptField field, boolean isImport, FieldErrors errors) {
        String known = "known are " + String.join(", ", field.names());
        if (field.meant().isPresent()) {
            errors.add(
                    field.path(),
                    "is not a known field: did you mean " + field.meant().get() + "? " + capital(known));
        } else if (!isImport) {
            errors.add(
                    field.path(),
                    "is not a known field; " + known
                            + ". To keep it all the same, as a part of an agent of another server, add ?import=true");
        }
    }

    /** @param whole as it would be stored */
    static void checkSize(AgentDraft whole, FieldErrors errors) {
        Map<String, Object> kept = new TreeMap<>();
        KeptField.in(whole).forEach(field -> kept.put(field.path(), field.value()));
        try {
            if (Json.MAPPER.writeValueAsString(kept).length() > MOST_CHARACTERS) {
                errors.add("", "The fields that this server only keeps must have at most 64,000 characters in all");
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
