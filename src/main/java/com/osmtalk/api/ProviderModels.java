package com.osmtalk.api;

import java.util.List;

/** The models of a provider that an agent may name. */
public record ProviderModels(String provider, List<String> models) {}
