/** Tries agents out: conversations with simulated callers that are stored nowhere and cost nothing. */
@NullMarked
package com.osmtalk.server.eval;

import org.jspecify.annotations.NullMarked;
