package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a web voice call with an agent.
 *
 * @param agentVersion a published version; absent: the agent as it is now
 * @param dynamicVariables fill the {@code {{name}}} places of greeting and prompt
 * @param waitSeconds how long the call waits for its visitor, and its token is good: 10 to 3600; absent: 60
 */
public record ConnectRequest(
        @Nullable Integer agentVersion,
        @Nullable Map<String, String> dynamicVariables,
        @Nullable Integer waitSeconds) {}
