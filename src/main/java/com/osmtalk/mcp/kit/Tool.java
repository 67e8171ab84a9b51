package com.osmtalk.mcp.kit;

/** One tool that a model can call. It is stateless: everything about the caller comes in the context. */
public interface Tool {
    ToolDefinition definition();

    /**
     * Does what the tool is for.
     *
     * @param arguments already checked against {@link ToolDefinition#input()}
     * @return the answer; a call that fails throws instead
     * @throws ToolException what went wrong and what to do, in words for the model
     * @throws InterruptedException when this server stops or the client cancelled
     */
    ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException;
}
