package com.osmtalk.cli.agentfile;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file that holds no agent, or can't be read or written; the message names it and is for whoever wrote it. */
public final class AgentFileException extends RuntimeException {
    private AgentFileException(String message) {
        super(message);
    }

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

    /** Names all at once, so that nobody mends one file to be told of the next. */
    public static void throwIfAny(List<AgentFileException> problems) {
        if (problems.size() == 1) {
            throw problems.get(0);
        } else if (!problems.isEmpty()) {
            throw new AgentFileException(
                    problems.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
        }
    }
}
