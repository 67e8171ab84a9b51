/**
 * Tries an agent out: a conversation with a simulated caller, on the simulated network, that is stored nowhere and
 * costs nothing but the model's tokens.
 *
 * <p>It goes past {@code server.call} on purpose, straight to {@code voice}: no call is admitted, so there is none to
 * charge, list or recover.
 */
@NullMarked
package com.osmtalk.server.eval;

import org.jspecify.annotations.NullMarked;
