package com.osmtalk.server.call;

import com.osmtalk.api.CallStatus;

/** A call was to take a status that its present one does not lead to; nothing was changed. */
final class IllegalTransitionException extends IllegalStateException {
    IllegalTransitionException(String callId, CallStatus to) {
        super(callId + " can't become " + to + " from what it is");
    }
}
