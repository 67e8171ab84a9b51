package com.osmtalk.api;

/** A new API key with its secret, which is shown this once. */
public record CreatedApiKey(ApiKey apiKey, String key) {}
