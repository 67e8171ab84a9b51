package com.osmtalk.server.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that connects for people.
 *
 * @param id random, or the address of its metadata document
 * @param name as it calls itself
 * @param redirectUris where answers may go
 * @param secretHash of a client that keeps a secret; null for one that can't
 */
record OAuthClient(
        String id,
        String name,
        List<String> redirectUris,
        @Nullable String secretHash) {}
