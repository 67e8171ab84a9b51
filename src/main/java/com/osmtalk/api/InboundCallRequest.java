package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * Lets somebody call one of our numbers on the simulated telephone network.
 *
 * @param persona who calls; absent: polite
 */
public record InboundCallRequest(
        PhoneNumber to, PhoneNumber from, @Nullable Persona persona) {}
