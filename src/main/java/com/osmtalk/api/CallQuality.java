package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * What the connection of a telephone call was like, measured on the packets of its sound.
 *
 * @param loss share of the far end's packets that never came, 0 to 1
 * @param jitterMs how unevenly they came, in milliseconds (RFC 3550, 6.4.1)
 * @param roundTripMs null: the far end reported nothing
 */
public record CallQuality(
        double loss, double jitterMs, @Nullable Double roundTripMs) {}
