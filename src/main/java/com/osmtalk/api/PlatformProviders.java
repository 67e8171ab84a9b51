package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What agents may be made of on a server, and what speaks and listens for them there.
 *
 * @param model the language model that speaks for the agents; absent: none is configured, and a script speaks
 * @param recognizer what understands speech for agents whose own is not configured; absent: callers write
 * @param voice what speaks for agents whose own is not configured; absent: agents write
 * @param languages the first part of a language's tag; a country may follow, as in {@code en-IN}
 */
public record PlatformProviders(
        @Nullable String model,
        @Nullable String recognizer,
        @Nullable String voice,
        List<ProviderModels> models,
        List<ProviderModels> recognizers,
        List<ProviderVoices> voices,
        List<String> languages) {}
