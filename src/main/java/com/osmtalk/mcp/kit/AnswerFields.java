package com.osmtalk.mcp.kit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of an answer in order; what is absent, blank or empty leaves no trace, and no text can pose as the end
 * of {@link UntrustedText}.
 */
public final class AnswerFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    public AnswerFields put(String name, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            fields.put(name, UntrustedText.unmarkedIn(value));
        }
        return this;
    }

    public AnswerFields put(Map<String, Object> all) {
        all.forEach(this::put);
        return this;
    }

    /** Text that is there even when it is blank. */
    public AnswerFields putText(String name, String text) {
        fields.put(name, UntrustedText.unmarked(text));
        return this;
    }

    /** The answer's own list, which is there even when there is nothing in it. */
    public AnswerFields putList(String name, Collection<?> list) {
        fields.put(name, UntrustedText.unmarkedIn(list));
        return this;
    }

    public Map<String, Object> asMap() {
        return fields;
    }
}
