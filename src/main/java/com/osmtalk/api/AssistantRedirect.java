package com.osmtalk.api;

/**
 * Where the browser goes when a person has decided.
 *
 * @param redirectTo the client's address, with a code or an error
 */
public record AssistantRedirect(String redirectTo) {}
