package com.osmtalk.client;

import java.io.IOException;

/** How one try to send a request ended. */
sealed interface Attempt {
    /** For a log: the status of the answer, or that there was none. */
    default String inWords() {
        return this instanceof Answered answered
                ? String.valueOf(answered.answer().status())
                : this instanceof NotSent ? "was not sent" : "was not answered";
    }

    /** With an answer, of whatever kind. */
    record Answered(Answer answer) implements Attempt {}

    /** Before a byte of the request was sent. */
    record NotSent(IOException cause) implements Attempt {}

    /** With no answer, or a broken one: the request may have been received and carried out. */
    record Unanswered(IOException cause) implements Attempt {}
}
