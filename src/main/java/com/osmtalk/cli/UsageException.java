package com.osmtalk.cli;

/** The command line or the environment says something that can't be; its message is for the person who said it. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(Redactor.redact(message));
    }

    UsageException(String message, Throwable cause) {
        super(Redactor.redact(message), cause);
    }
}
