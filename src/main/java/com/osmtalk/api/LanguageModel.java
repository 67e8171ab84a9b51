package com.osmtalk.api;

/** The model that thinks for an agent. */
public record LanguageModel(String provider, String model) {}
