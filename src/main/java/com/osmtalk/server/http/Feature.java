package com.osmtalk.server.http;

/** A part of the server that answers requests; it registers its routes once, when the server is built. */
@FunctionalInterface
public interface Feature {
    void register(Router router);
}
