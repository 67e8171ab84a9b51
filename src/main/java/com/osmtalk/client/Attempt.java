package com.osmtalk.client;

import java.io.IOException;

/** How one try to send a request ended. */
sealed interface Attempt {
    /** With an answer, of whatever kind. */
    record Answered(Answer answer) implements Attempt {}

    /** Before a byte of the request was sent. */
    record NotSent(IOException cause) implements Attempt {}

    /** With no answer, or a broken one: the request may have been received and carried out. */
    record Unanswered(IOException cause) implements Attempt {}
}
