package com.osmtalk.client;

import java.io.IOException;

/**
 * How one attempt to send a request ended. Whether a byte of it was sent decides what may be done next: a request that
 * was not sent can always be sent again, one that was sent and not answered only if doing it twice does no harm.
 */
sealed interface AttemptResult {
    /** For a log: the status of the answer, or that there was none. */
    default String inWords() {
        return this instanceof Answered answered
                ? String.valueOf(answered.answer().status())
                : this instanceof NotSent ? "was not sent" : "was not answered";
    }

    /** With an answer, of whatever kind. */
    record Answered(ApiResponse answer) implements AttemptResult {}

    /** Before a byte of the request was sent. */
    record NotSent(IOException cause) implements AttemptResult {}

    /** With no answer, or a broken one: the request may have been received and carried out. */
    record Unanswered(IOException cause) implements AttemptResult {}
}
