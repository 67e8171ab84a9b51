package com.osmtalk.mcp.kit;

/** Ends a tool call with a {@link ToolProblem}. All its texts may be shown to the model. */
public final class ToolException extends RuntimeException {
    private final ToolProblem problem;

    public ToolException(ToolProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** What the model is told. */
    public ToolProblem problem() {
        return problem;
    }
}
