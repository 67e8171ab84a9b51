package com.osmtalk.server.http;

/**
 * A route that is answered.
 *
 * @param method upper case
 * @param path with its parameters as {@code {id}}
 */
public record Route(String method, String path, Access access) {}
