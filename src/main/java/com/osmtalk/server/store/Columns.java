package com.osmtalk.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How enums, times and JSON values are written in a column. Where a parameter may be null, so may be the column.
 */
public final class Columns {
    private Columns() {}

    /** {@code in_progress} of {@code IN_PROGRESS}. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable String nullableName(@Nullable Enum<?> value) {
        return value == null ? null : name(value);
    }

    /** {@code IN_PROGRESS} of {@code in_progress}. */
    public static <E extends Enum<E>> E value(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    public static <E extends Enum<E>> @Nullable E nullable(Class<E> type, @Nullable String name) {
        return name == null ? null : value(type, name);
    }

    public static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : (Long) time.toEpochMilli();
    }

    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** @throws IllegalStateException when it is not what {@link #json} wrote of such a value */
    public static <T> T parse(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored value is no " + type.getType(), e);
        }
    }
}
