package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The speech models of a provider that an agent may name, each with any of the voices.
 *
 * @param configured whether this server can use them; absent where a server does not tell
 */
public record ProviderVoices(
        String provider,
        List<String> models,
        List<String> voices,
        @Nullable Boolean configured) {}
