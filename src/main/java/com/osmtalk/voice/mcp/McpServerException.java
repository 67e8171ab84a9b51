package com.osmtalk.voice.mcp;

import org.jspecify.annotations.Nullable;

/** A server could not be used; the message is a sentence's end for the model: "could not be reached". */
final class McpServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    McpServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
