package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total rows in the whole list, under the same filters
 * @param nextCursor null on the last page
 */
public record Page<T>(
        List<T> data,
        long total,
        int limit,
        int offset,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}
