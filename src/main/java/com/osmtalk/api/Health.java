package com.osmtalk.api;

/** The answer of {@code GET /healthz}. */
public record Health(String status, String version) {}
