package com.osmtalk.cli;

/** The command line or the environment is invalid; the message is for the person who wrote it. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(Redactor.redact(message));
    }

    UsageException(String message, Throwable cause) {
        super(Redactor.redact(message), cause);
    }
}
