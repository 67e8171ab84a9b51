package com.osmtalk.mcp.tool;

/** Ends a tool call with a {@link Problem}, whose every word may be shown to the model. */
public final class ToolException extends RuntimeException {
    private final Problem problem;

    public ToolException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
