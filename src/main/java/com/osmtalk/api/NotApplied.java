package com.osmtalk.api;

/**
 * A field that is kept and given back, and changes nothing on this server.
 *
 * @param field its path, as {@code tools.mcpServers}
 * @param reason a sentence: why, and what would change that
 */
public record NotApplied(String field, String reason) {}
