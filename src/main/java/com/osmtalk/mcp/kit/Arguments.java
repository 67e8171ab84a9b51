package com.osmtalk.mcp.kit;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The arguments of one tool call, already checked by {@link ObjectSchema#check}. */
public final class Arguments {
    private final Map<String, Object> given;
    private final List<String> left;

    /** @param left the names that were given and mean no argument, as they are shown */
    Arguments(Map<String, Object> given, List<String> left) {
        this.given = given;
        this.left = left;
    }

    /** What the answer has to say of arguments that were left out; empty when none was. */
    public Optional<String> leftOut() {
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("Left out, since this tool has no such argument: " + String.join(", ", left) + ".");
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

    /** The people that an argument names; none when it was not given. */
    public List<PersonToCall> people(String name) {
        return Optional.ofNullable(given.get(name)).map(PersonToCall::of).orElse(List.of());
    }

    /** An object by its fields. */
    public Optional<Arguments> object(String name, ObjectSchema fields) {
        return Optional.ofNullable(given.get(name)).map(fields::read);
    }

    /** The objects of an array, by their fields; empty when it was not given. */
    public List<Arguments> objects(String name, ObjectSchema fields) {
        return given.get(name) instanceof List<?> list
                ? list.stream().map(fields::read).toList()
                : List.of();
    }

    /** The texts of an array; empty when it was not given. */
    public List<String> strings(String name) {
        return given.get(name) instanceof List<?> list
                ? list.stream().map(value -> value.toString().strip()).toList()
                : List.of();
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

    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** Empty when none were given. */
    public Map<String, String> stringMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (given.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        }
        return texts;
    }

    /**
     * The moment that a time stands for, or at which a span of days begins.
     *
     * @param zone of days; asked only for a time that depends on it
     */
    public Optional<Instant> begin(String name, Instant now, Supplier<ZoneId> zone) {
        return time(name).map(time -> time.begin(now, time.isExact() ? ZoneOffset.UTC : zone.get()));
    }

    /** The moment that a time stands for, or at which a span of days is over: so the last day is part of it. */
    public Optional<Instant> end(String name, Instant now, Supplier<ZoneId> zone) {
        return time(name).map(time -> time.end(now, time.isExact() ? ZoneOffset.UTC : zone.get()));
    }

    private Optional<WrittenTime> time(String name) {
        return optionalString(name).map(text -> WrittenTime.parse(text).orElseThrow());
    }
}
