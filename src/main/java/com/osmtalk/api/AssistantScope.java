package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a connected assistant may do; on the wire as OAuth spells it, {@code calls:read}. */
public enum AssistantScope {
    /** Read calls, agents, numbers and figures. */
    CALLS_READ("calls:read"),
    /** Place, steer and end calls. */
    CALLS_WRITE("calls:write"),
    /** Change agents, numbers, campaigns and settings. */
    MANAGE("manage");

    private final String value;

    AssistantScope(String value) {
        this.value = value;
    }

    @JsonValue
    public String value() {
        return value;
    }

    public static Optional<AssistantScope> of(String value) {
        return Arrays.stream(values())
                .filter(scope -> scope.value.equals(value))
                .findFirst();
    }

    /** @throws IllegalArgumentException for an unknown one */
    @JsonCreator
    public static AssistantScope require(String value) {
        return of(value).orElseThrow(() -> new IllegalArgumentException("must be calls:read, calls:write or manage"));
    }
}
