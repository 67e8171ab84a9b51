package com.osmtalk.api;

/**
 * Presses keys of the telephone on a live phone call.
 *
 * @param keys 0 to 9, star and hash; each {@code w} waits half a second
 */
public record KeysRequest(String keys) {}
