package com.osmtalk.mcp.tool;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of an answer in order; what is absent, blank or empty leaves no trace, and no text can pose as the end
 * of {@link StrangersWords}.
 */
final class Fields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields put(String name, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            fields.put(name, StrangersWords.unmarkedIn(value));
        }
        return this;
    }

    Fields put(Map<String, Object> all) {
        all.forEach(this::put);
        return this;
    }

    /** Text that is there even when it is blank. */
    Fields putText(String name, String text) {
        fields.put(name, StrangersWords.unmarked(text));
        return this;
    }

    /** The answer's own list, which is there even when there is nothing in it. */
    Fields putList(String name, Collection<?> list) {
        fields.put(name, StrangersWords.unmarkedIn(list));
        return this;
    }

    Map<String, Object> asMap() {
        return fields;
    }
}
