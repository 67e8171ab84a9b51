package com.osmtalk.cli.agentfile;

import java.nio.file.Path;

/** A file that holds no agent, or can't be read or written; the message names it and is for whoever wrote it. */
public final class AgentFileException extends RuntimeException {
    AgentFileException(Path file, String message) {
        super(file + ": " + message);
    }

    /** @param line counted from 1 */
    AgentFileException(Path file, int line, String message) {
        super(file + ", line " + line + ": " + message);
    }

    AgentFileException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }
}
