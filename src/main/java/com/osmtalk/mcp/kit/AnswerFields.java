package com.osmtalk.mcp.kit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the structured part of an answer, in order. A null, blank or empty value is left out, and every text passes
 * {@link UntrustedText#unmarked}, so that none can imitate a mark of untrusted text.
 */
public final class AnswerFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A value, unless it is null, a blank text, or an empty list or map. */
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

    /** All fields of another answer, as {@link #put(String, Object)} would. */
    public AnswerFields put(Map<String, Object> all) {
        all.forEach(this::put);
        return this;
    }

    /** A text that is kept even if it is blank. */
    public AnswerFields putText(String name, String text) {
        fields.put(name, UntrustedText.unmarked(text));
        return this;
    }

    /** A list that is kept even if it is empty: the one that the answer is about. */
    public AnswerFields putList(String name, Collection<?> list) {
        fields.put(name, UntrustedText.unmarkedIn(list));
        return this;
    }

    /** The fields in the order in which they were put: a view, not a copy. */
    public Map<String, Object> asMap() {
        return fields;
    }
}
