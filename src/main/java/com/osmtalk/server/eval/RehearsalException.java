package com.osmtalk.server.eval;

/** A conversation of a test case could not be held or judged; the message is a sentence for people. */
final class RehearsalException extends Exception {
    RehearsalException(String message) {
        super(message);
    }

    RehearsalException(String message, Throwable cause) {
        super(message, cause);
    }
}
