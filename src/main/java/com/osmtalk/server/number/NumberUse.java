package com.osmtalk.server.number;

import java.util.Optional;

/**
 * A feature that may be going to call from a number, such as a campaign that has not ended; while it is, the number
 * can't be released, nor given to another provider.
 */
@FunctionalInterface
public interface NumberUse {
    /** What uses a number, in words ({@code the campaign Spring}); empty when nothing does. */
    Optional<String> of(String organizationId, String numberId);
}
