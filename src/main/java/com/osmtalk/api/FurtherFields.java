package com.osmtalk.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of components with {@link KeptFields}: absent rather than empty, so that it is equal when read again. */
final class FurtherFields {
    private FurtherFields() {}

    static @Nullable Map<String, Object> of(@Nullable Map<String, Object> fields) {
        return fields == null || fields.isEmpty() ? null : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
