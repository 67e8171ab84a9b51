package com.osmtalk.api;

/**
 * The answer of {@code GET /healthz} and {@code GET /readyz}.
 *
 * @param status {@code ok}, or {@code ready}
 */
public record Health(String status, String version) {}
