package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Consent;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The argument {@code consent} of a call: a model hands on what the person knows, and may not guess. */
final class GivenConsent {
    static final String NAME = "consent";

    private static final Pattern FIELD = Pattern.compile("basis|source|at");

    private GivenConsent() {}

    static Schema schema() {
        return Schema.stringMap(
                        "On record that the callee agreed to be called: basis, source, at. Never guess.",
                        FIELD,
                        "basis, source or at",
                        3,
                        300)
                .example(new TreeMap<>(Map.of("at", "2026-11-02", "basis", "written", "source", "web form")));
    }

    /** @return null when none was given */
    static @Nullable Consent of(Arguments arguments) {
        Map<String, String> given = arguments.stringMap(NAME);
        return given.isEmpty()
                ? null
                : new Consent(text(given, "basis"), text(given, "source"), time(text(given, "at")));
    }

    private static String text(Map<String, String> given, String name) {
        String text = given.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            throw refused("lacks `" + name + "`");
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return text.length() == "2026-11-02".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused("has an `at` that is no time like 2026-11-02 or 2026-11-02T10:15:00Z");
        }
    }

    private static ToolException refused(String what) {
        return new ToolException(ToolProblem.argument(
                NAME,
                "`" + NAME + "` " + what + ".",
                "Nothing was dialled. Ask the person for basis, source and time, or leave consent out."));
    }
}
