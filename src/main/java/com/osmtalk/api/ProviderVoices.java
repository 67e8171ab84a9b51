package com.osmtalk.api;

import java.util.List;

/** The speech models of a provider that an agent may name, each with any of the voices. */
public record ProviderVoices(String provider, List<String> models, List<String> voices) {}
