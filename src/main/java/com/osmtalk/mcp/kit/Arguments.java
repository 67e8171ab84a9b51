package com.osmtalk.mcp.kit;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arguments of one tool call, already checked by {@link ObjectSchema#check}. */
public final class Arguments {
    private final Map<String, Object> given;

    Arguments(Map<String, Object> given) {
        this.given = given;
    }

    /** The value of a required argument, without blanks around it. */
    public String string(String name) {
        return optionalString(name).orElseThrow();
    }

    /** A string without blanks around it. */
    public Optional<String> optionalString(String name) {
        return Optional.ofNullable(given.get(name))
                .map(value -> value.toString().strip());
    }

    /** A number in its canonical form, however it was written. */
    public Optional<PhoneNumber> phoneNumber(String name) {
        return optionalString(name).map(text -> {
            try {
                return new NumberingPlan().parse(text);
            } catch (UnusableNumberException checkedBefore) {
                throw new IllegalStateException(checkedBefore);
            }
        });
    }

    public Optional<Integer> integer(String name) {
        return Optional.ofNullable(given.get(name)).map(value -> new BigDecimal(value.toString()).intValueExact());
    }

    /** @param otherwise when it was not given; the default that the schema names */
    public int integer(String name, int otherwise) {
        return integer(name).orElse(otherwise);
    }

    /** A value of an enum, which the API and the schema write in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return optionalString(name).map(value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)));
    }

    public Optional<Boolean> bool(String name) {
        return Optional.ofNullable(given.get(name)).map(Boolean.class::cast);
    }

    /** The integers of an array; absent when it was not given. */
    public Optional<List<Integer>> integers(String name) {
        return Optional.ofNullable((List<?>) given.get(name))
                .map(list -> list.stream()
                        .map(value -> new BigDecimal(value.toString()).intValueExact())
                        .toList());
    }

    /** Whether any argument but this one was given. */
    public boolean hasMoreThan(String name) {
        return given.keySet().stream().anyMatch(key -> !key.equals(name));
    }

    /** Empty when none were given. */
    public Map<String, String> stringMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (given.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        }
        return texts;
    }

    /** @throws ToolException when the string is not a date and time with an offset */
    public Optional<Instant> instant(String name) {
        return optionalString(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new ToolException(ToolProblem.argument(
                        name,
                        "`" + name + "` must be a date and time with its offset, like 2026-03-01T09:00:00Z or "
                                + "2026-03-01T09:00:00+05:30, not " + QuotedText.words(text, 60) + ".",
                        "Nothing was done. Correct it and call again."));
            }
        });
    }
}
