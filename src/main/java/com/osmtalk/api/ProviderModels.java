package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of a provider that an agent may name.
 *
 * @param configured whether this server can use them; absent where a server does not tell
 */
public record ProviderModels(
        String provider, List<String> models, @Nullable Boolean configured) {}
