package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * Hands a live phone call to a person.
 *
 * @param summary what that person should know; absent: the last ten lines of the conversation
 */
public record TransferRequest(
        PhoneNumber destination, @Nullable String summary) {}
